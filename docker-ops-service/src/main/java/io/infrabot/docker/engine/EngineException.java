package io.infrabot.docker.engine;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.tools.ToolFailure;

/** The engine refused, or cannot be reached. */
public final class EngineException extends ToolFailure {

    private static final long serialVersionUID = 1L;

    public EngineException(ErrorCode code, String message) {
        super(code, message);
    }

    public EngineException(OperationError error) {
        super(error);
    }
}

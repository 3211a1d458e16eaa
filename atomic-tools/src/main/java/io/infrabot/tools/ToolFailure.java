package io.infrabot.tools;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;

/** An attempt that did not have its effect, and why. Only {@link OperationError#retryable()} ones are tried again. */
public class ToolFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient OperationError error;

    public ToolFailure(OperationError error) {
        super(error.message());
        this.error = error;
    }

    public ToolFailure(OperationError error, Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    public ToolFailure(ErrorCode code, String message) {
        this(OperationError.of(code, message));
    }

    public OperationError error() {
        return error;
    }
}

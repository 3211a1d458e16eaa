package io.infrabot.tools.beat;

import io.infrabot.events.NodeRegistered.Engine;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of the container engine it operates.
 *
 * @param engine  the last one that answered; null where none ever did, or there is none
 * @param healthy false while an engine that should be there does not answer
 */
public record EngineState(@Nullable Engine engine, boolean healthy) {

    private static final EngineState NONE = new EngineState(null, true);

    /** The state of a node that operates no engine. */
    public static EngineState none() {
        return NONE;
    }
}

package io.infrabot.docker.engine;

import org.jspecify.annotations.Nullable;

/** What an engine says while it works. */
public sealed interface EngineMessage {

    /**
     * A layer has come further.
     *
     * @param id     the engine's short id of the layer
     * @param status the engine's own word
     */
    record LayerMoved(
            String id,
            String status,
            @Nullable Long currentBytes,
            @Nullable Long totalBytes) implements EngineMessage {}

    /** Anything else, as one line. */
    record Line(String text) implements EngineMessage {}
}

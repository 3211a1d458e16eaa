package io.infrabot.docker.engine;

import io.infrabot.events.NodeRegistered.Engine;

/** Port: what a container engine says of itself. */
@FunctionalInterface
public interface EngineInfo {

    /** Who the engine is; also how to see that it answers. Blocks; may be called from any thread. */
    Engine identify() throws EngineException;
}

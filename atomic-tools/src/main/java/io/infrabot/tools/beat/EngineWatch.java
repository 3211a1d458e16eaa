package io.infrabot.tools.beat;

/** Port: the engine of this node, as last seen. Never blocks. */
@FunctionalInterface
public interface EngineWatch {

    EngineState state();
}

package io.infrabot.docker.engine;

/** The caller's side of a long call: hears what the engine says, and can end it. */
public interface EngineCall {

    /** Called on the caller's own thread. */
    void receive(EngineMessage message);

    /** Registers what ends the call from outside. */
    void onCancel(AutoCloseable hook);
}

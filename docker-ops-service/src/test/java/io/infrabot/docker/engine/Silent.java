package io.infrabot.docker.engine;

/** Ignores what the engine says; nobody ends the call. */
public final class Silent implements EngineCall {

    @Override
    public void receive(EngineMessage message) {}

    @Override
    public void onCancel(AutoCloseable hook) {}
}

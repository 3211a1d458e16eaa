package io.infrabot.docker.engine;

import java.util.ArrayList;
import java.util.List;

/** Remembers what an engine says. */
final class Heard implements EngineCall {

    private final List<EngineMessage> messages = new ArrayList<>();

    @Override
    public void receive(EngineMessage message) {
        messages.add(message);
    }

    @Override
    public void onCancel(AutoCloseable hook) {}

    List<String> lines() {
        return messages.stream()
                .filter(EngineMessage.Line.class::isInstance)
                .map(it -> ((EngineMessage.Line) it).text())
                .toList();
    }

    List<String> statuses() {
        return messages.stream()
                .filter(EngineMessage.LayerMoved.class::isInstance)
                .map(it -> ((EngineMessage.LayerMoved) it).status())
                .toList();
    }
}

package io.infrabot.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ShownOperation;

/** One JSON object a line: {@code {"event":"state","data":{…}}}. */
final class JsonWatch implements Watch {

    private final Terminal terminal;

    JsonWatch(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void state(ShownOperation operation) {
        if (!operation.isOver()) {
            print("state", operation.json());
        }
    }

    @Override
    public void progress(JsonNode progress) {
        print("progress", progress);
    }

    @Override
    public void interrupted() {
        // the next line is a whole state again
    }

    @Override
    public void done(ShownOperation operation) {
        print("end", operation.json());
    }

    private void print(String event, JsonNode data) {
        terminal.say(Json.line(Json.object().put("event", event).set("data", data)));
    }
}

package io.infrabot.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ShownOperation;
import java.util.List;

/** Bars, redrawn in place. */
final class LiveWatch implements Watch {

    private static final String CLEAR_BELOW = "\033[J";
    private static final String CLEAR_LINE = "\033[K";

    private final Terminal terminal;
    private ShownOperation operation = new ShownOperation(Json.object());
    private Progress progress = Progress.NONE;
    private int drawn;

    LiveWatch(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void state(ShownOperation next) {
        operation = next;
        if (next.json().path("progress").isObject()) {
            progress = progress.with(next.json().path("progress"));
        }
        draw(Bars.draw(operation, progress, terminal.width() - 1));
    }

    @Override
    public void progress(JsonNode json) {
        progress = progress.with(json);
        draw(Bars.draw(operation, progress, terminal.width() - 1));
    }

    @Override
    public void interrupted() {
        draw(List.of("connection lost, trying again"));
    }

    @Override
    public void done(ShownOperation end) {
        if (progress.layers().isEmpty()) {
            draw(List.of());
        }
    }

    private void draw(List<String> lines) {
        var frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\033[" + drawn + "A").append('\r');
        }
        lines.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        frame.append(CLEAR_BELOW);
        terminal.out().print(frame);
        terminal.check();
        drawn = lines.size();
    }
}

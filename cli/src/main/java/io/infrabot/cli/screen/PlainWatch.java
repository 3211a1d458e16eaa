package io.infrabot.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.ShownOperation;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Lines that stay: each change of status or of what is waited for, and progress at most once in two seconds. For logs and pipes. */
final class PlainWatch implements Watch {

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private ShownOperation operation = new ShownOperation(Json.object());
    private Progress progress = Progress.NONE;
    private String lastSaid = "";
    private long lastSaidAt;

    PlainWatch(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void state(ShownOperation next) {
        boolean moved = !next.status().equals(operation.status())
                || !next.waitingReason().equals(operation.waitingReason());
        operation = next;
        if (moved && !next.isOver()) {
            say();
        }
    }

    @Override
    public void progress(JsonNode json) {
        progress = progress.with(json);
        if (nanoTime.getAsLong() - lastSaidAt >= PAUSE) {
            say();
        }
    }

    @Override
    public void interrupted() {
        terminal.complain("connection lost, trying again");
    }

    @Override
    public void done(ShownOperation end) {
        // nothing drawn that would have to go
    }

    private void say() {
        var line = Bars.summary(operation, progress);
        if (!line.equals(lastSaid)) {
            terminal.say(line);
            lastSaid = line;
            lastSaidAt = nanoTime.getAsLong();
        }
    }
}

package io.infrabot.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Splits a stream of server-sent events. Comments, which are heartbeats, pass unseen. Not thread-safe. */
public final class SseReader {

    /**
     * One event.
     *
     * @param id where the stream stands after it; null where none was ever given
     * @param moves whether the id is its own, else that of one before
     */
    public record SseEvent(@Nullable String id, boolean moves, String name, String data) {}

    private final BufferedReader lines;
    private @Nullable String lastId;

    public SseReader(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The next whole event, or null at the end of the stream; an event that was cut off is no event. */
    public @Nullable SseEvent next() throws IOException {
        var name = "message";
        var data = new StringJoiner("\n");
        boolean hasData = false;
        boolean moves = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (hasData) {
                    return new SseEvent(lastId, moves, name, data.toString());
                }
                name = "message";
                moves = false;
                continue;
            }
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "event" -> name = value;
                case "id" -> {
                    lastId = value;
                    moves = true;
                }
                case "data" -> {
                    data.add(value);
                    hasData = true;
                }
                default -> {
                    // a comment, or a field that we do not know: the standard says to ignore it
                }
            }
        }
        return null;
    }
}

package io.infrabot.cli.rest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Splits a stream of server-sent events. Comments, which are heartbeats, pass unseen. Not thread-safe. */
final class SseReader {

    /**
     * One event.
     *
     * @param id where the stream stands after it; null where none was ever given
     */
    record SseEvent(@Nullable String id, String name, String data) {}

    private final BufferedReader lines;
    private @Nullable String lastId;

    SseReader(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The next whole event, or null at the end of the stream; an event that was cut off is no event. */
    @Nullable
    SseEvent next() throws IOException {
        var name = "message";
        var data = new StringJoiner("\n");
        boolean hasData = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (hasData) {
                    return new SseEvent(lastId, name, data.toString());
                }
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "event" -> name = value;
                case "id" -> lastId = value;
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

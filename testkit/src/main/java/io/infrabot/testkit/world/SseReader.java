package io.infrabot.testkit.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Follows a stream of server-sent events and keeps what comes. */
public final class SseReader implements AutoCloseable {

    /** Until the stream begins. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * One event.
     *
     * @param id empty where it has none
     */
    public record Event(String id, String event, JsonNode data) {

        public long position() {
            return Long.parseLong(id);
        }
    }

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final InputStream in;
    private volatile boolean closedByServer;
    private volatile boolean over;

    private SseReader(InputStream in) {
        this.in = in;
    }

    /** Follows from now on. */
    public static SseReader follow(URI stream) {
        return follow(stream, null);
    }

    /** Follows from what comes after {@code lastEventId} on. */
    public static SseReader follow(URI stream, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(stream).timeout(PATIENCE).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(stream + " answered " + response.statusCode());
            }
            var reader = new SseReader(response.body());
            Thread.ofVirtual().start(reader::read);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** All events so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The events so far, without the first {@code known}. */
    public List<Event> eventsAfter(int known) {
        // a view of the live list breaks off when something is added meanwhile
        var all = List.copyOf(events);
        return all.subList(known, all.size());
    }

    /** All events of that name so far. */
    public List<Event> events(String name) {
        return events.stream().filter(each -> each.event().equals(name)).toList();
    }

    /** All events so far that tell of a change, that is, stand in the history. */
    public List<Event> changes() {
        return events.stream().filter(each -> !each.id().isEmpty()).toList();
    }

    /** Whether the server has ended the stream as it should. */
    public boolean isClosedByServer() {
        return closedByServer;
    }

    /** Whether nothing more comes, for whatever reason. */
    public boolean isOver() {
        return over;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var id = "";
            var event = "";
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var value = line.substring(line.indexOf(':') + 1).stripLeading();
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(id, event, Json.tolerant().readTree(data.toString())));
                    }
                    id = "";
                    event = "";
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = value;
                } else if (line.startsWith("event:")) {
                    event = value;
                } else if (line.startsWith("data:")) {
                    data.append(value);
                }
            }
            closedByServer = true;
        } catch (IOException e) {
            // closed by us, or the server is gone: the events say how far it came
        } finally {
            over = true;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

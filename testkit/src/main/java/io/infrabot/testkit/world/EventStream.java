package io.infrabot.testkit.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.SseReader;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Follows a stream of server-sent events and keeps what comes. */
public final class EventStream implements AutoCloseable {

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

    private EventStream(InputStream in) {
        this.in = in;
    }

    /** Follows from now on. */
    public static EventStream follow(URI stream) {
        return follow(stream, null);
    }

    /** Follows from what comes after {@code lastEventId} on. */
    public static EventStream follow(URI stream, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(stream).timeout(PATIENCE).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(stream + " answered " + response.statusCode());
            }
            var followed = new EventStream(response.body());
            Thread.ofVirtual().start(followed::read);
            return followed;
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
        try (var stream = in) {
            var reader = new SseReader(stream);
            for (var next = reader.next(); next != null; next = reader.next()) {
                var id = next.moves() ? Objects.requireNonNullElse(next.id(), "") : "";
                events.add(new Event(id, next.name(), Json.tolerant().readTree(next.data())));
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

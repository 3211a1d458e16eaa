package io.infrabot.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.testkit.world.EngineProbe;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Listens to what the engine says that it does with images. The engine remembers only its last few hundred events. */
public final class EngineEvents implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Instant> last = new ConcurrentHashMap<>();
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private final Instant begun = Instant.now();
    private volatile boolean closed;

    private EngineEvents() {}

    /** Listens from now on. */
    public static EngineEvents listen() {
        var events = new EngineEvents();
        Thread.ofVirtual().start(events::run);
        return events;
    }

    /** How often the engine did {@code action}, such as {@code tag}, to the image of that name. */
    public int count(String action, String image) {
        return counts.getOrDefault(action + " " + image, 0);
    }

    /** When the engine did it last, by its own clock. */
    public Optional<Instant> last(String action, String image) {
        return Optional.ofNullable(last.get(action + " " + image));
    }

    private void run() {
        while (!closed) {
            try {
                EngineProbe.follow(begun, this::take, () -> closed);
            } catch (IOException e) {
                // the engine is away; it is asked again for everything since the beginning that it remembers
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void take(JsonNode event) {
        // told twice after a new connection
        if (seen.put(event.toString(), true) == null) {
            var actor = event.path("Actor");
            var action = event.path("Action").asText();
            var image = action.equals("pull")
                    ? actor.path("ID").asText()
                    : actor.path("Attributes").path("name").asText();
            counts.merge(action + " " + image, 1, Integer::sum);
            var nanos = event.path("timeNano").asLong();
            last.merge(
                    action + " " + image,
                    Instant.ofEpochSecond(0, nanos),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

package io.infrabot.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives an image name after name, without end, on a session for each of its threads, few at a time, so that it ends soon
 * after it is stopped. Each name is used once, so that the engine's side tells which operation had its effect, and when.
 */
public final class TagLoad implements AutoCloseable {

    private static final int LAYER_BYTES = 1024;

    /** Enough under way to keep two nodes busy. */
    private static final int AHEAD = 8;

    private final World world;
    private final Room room;
    private final String repository = RegistryProbe.newRepository();
    private final String image = RegistryProbe.address() + "/" + repository + ":1";
    private final List<String> sessions = new ArrayList<>();
    private final Repeating repeating = new Repeating(Duration.ofMillis(200));
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    private TagLoad(World world) {
        this.world = world;
        room = new Room(world, AHEAD);
    }

    /** Begins, once the image is on the engine. */
    public static TagLoad on(World world, int threads) {
        var load = new TagLoad(world);
        RegistryProbe.publish(load.repository, 1, LAYER_BYTES);
        var api = world.api();
        for (int i = 0; i < threads; i++) {
            load.sessions.add(api.session());
        }
        api.success(api.pull(load.sessions.getFirst(), load.image));
        for (var session : load.sessions) {
            load.repeating.start(() -> load.ask(session));
        }
        return load;
    }

    /** The operations that were taken, by the tag that each is to make. */
    public Map<String, String> operations() {
        return Map.copyOf(operations);
    }

    /** The repository that all its tags are in, and no others. */
    public String tagged() {
        return "infrabot/" + repository;
    }

    public List<String> sessions() {
        return List.copyOf(sessions);
    }

    /** The highest number of attempts of any operation. */
    public int attemptsAtMost() {
        var api = world.api();
        return sessions.stream()
                .flatMap(session -> api.operations(session).stream())
                .mapToInt(operation -> operation.path("attempt").asInt())
                .max()
                .orElse(0);
    }

    public int taken() {
        return operations.size();
    }

    /** Returns when that many more have been taken than now. */
    public void more(int count) {
        var before = taken();
        Waiting.until(() -> assertThat(taken()).isGreaterThanOrEqualTo(before + count));
    }

    /** Asks no more and returns how each one ended. */
    public Ends ends() {
        repeating.stop();
        return Ends.of(world, sessions, operations.values());
    }

    private void ask(String session) {
        var tag = "t" + number.incrementAndGet();
        var key = UUID.randomUUID().toString();
        while (!repeating.isStopped() && !(room.in(session) && isTaken(session, tag, key))) {
            repeating.pause();
        }
    }

    private boolean isTaken(String session, String tag, String key) {
        try {
            var body = Map.of("sessionId", session, "source", image, "target", tagged() + ":" + tag);
            var answer = world.api().post("/api/v1/docker/tag", body, "Idempotency-Key", key);
            if (answer.status() != 202) {
                return false;
            }
            operations.put(tag, answer.body().path("operationId").asText());
            return true;
        } catch (UncheckedIOException e) {
            // nobody there; the same key is asked again
            return false;
        }
    }

    /** Asks no more and takes the names off the engine. */
    @Override
    public void close() {
        repeating.stop();
        EngineProbe.image(image)
                .ifPresent(found -> EngineProbe.remove(found.path("Id").asText()));
    }
}

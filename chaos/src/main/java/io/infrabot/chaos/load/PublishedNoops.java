package io.infrabot.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes requests for noops straight to the topic, a few under way at a time, and counts only what the brokers
 * acknowledged.
 */
public final class PublishedNoops implements AutoCloseable {

    private static final int AHEAD = 20;

    private final World world;
    private final Room room;
    private final Publisher publisher;
    private final List<String> sessions = new ArrayList<>();
    private final Repeating repeating = new Repeating(Duration.ofMillis(20));
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong longest = new AtomicLong();

    private PublishedNoops(World world) {
        this.world = world;
        room = new Room(world, AHEAD);
        publisher = new Publisher(world);
    }

    /** Begins to write, on one session a thread. */
    public static PublishedNoops on(World world, int threads) {
        var load = new PublishedNoops(world);
        for (int i = 0; i < threads; i++) {
            load.sessions.add(world.api().session());
        }
        for (var session : load.sessions) {
            load.repeating.start(() -> load.write(session));
        }
        return load;
    }

    /** How many were acknowledged so far. */
    public int acknowledged() {
        return acknowledged.size();
    }

    /** Returns when that many more have been acknowledged than now. */
    public void more(int count) {
        var before = acknowledged();
        Waiting.until(() -> assertThat(acknowledged()).isGreaterThanOrEqualTo(before + count));
    }

    /** The longest that one record took to be acknowledged. */
    public Duration longestBlock() {
        return Duration.ofNanos(longest.get());
    }

    /** Writes no more and returns how the acknowledged ones ended. */
    public Ends ends() {
        repeating.stop();
        return Ends.of(world, sessions, acknowledged);
    }

    private void write(String session) {
        if (!room.in(session)) {
            return;
        }
        var begun = System.nanoTime();
        try {
            acknowledged.add(publisher.noop(session).value());
        } catch (IllegalStateException e) {
            // not acknowledged: nobody may count on it
        }
        longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
    }

    @Override
    public void close() {
        repeating.stop();
        publisher.close();
    }
}

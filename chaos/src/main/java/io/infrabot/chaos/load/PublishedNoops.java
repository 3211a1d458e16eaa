package io.infrabot.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.world.Publisher;
import io.infrabot.chaos.world.Waiting;
import io.infrabot.chaos.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Writes requests for noops straight to the topic, one after another, and counts only what the brokers acknowledged. */
public final class PublishedNoops implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final World world;
    private final Publisher publisher;
    private final List<String> sessions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean stopped;

    private PublishedNoops(World world) {
        this.world = world;
        publisher = new Publisher(world);
    }

    /** Begins to write, on one session a thread. */
    public static PublishedNoops on(World world, int threads) {
        var load = new PublishedNoops(world);
        for (int i = 0; i < threads; i++) {
            load.sessions.add(world.api().session());
        }
        for (var session : load.sessions) {
            load.threads.add(Thread.ofVirtual().start(() -> load.write(session)));
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
    public Ends ends(Duration patience) {
        stop();
        return Ends.of(world, sessions, acknowledged, patience);
    }

    private void write(String session) {
        while (!stopped) {
            var begun = System.nanoTime();
            try {
                acknowledged.add(publisher.noop(session).value());
            } catch (IllegalStateException e) {
                // not acknowledged: nobody may count on it
            }
            longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void stop() {
        stopped = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        stop();
        publisher.close();
    }
}

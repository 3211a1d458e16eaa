package io.infrabot.session.nodes;

import java.time.Duration;

/**
 * Time as it passes for judging nodes: it goes on only while this service sees its own beats come back from the broker.
 * When they stop, it is the broker or this service that is away, and no node may be called silent for that.
 *
 * <p>Not thread-safe; used by the thread that reads the beats.
 */
final class EchoClock {

    /** The most that passes between two of our own beats; what is over is our own absence. */
    private static final Duration MOST = Duration.ofMillis(500);

    private static final Duration FRESH = Duration.ofSeconds(2);

    private long elapsed;
    private long lastEcho = Long.MIN_VALUE;

    /** Our own beat has come back, at {@code nanoTime}. */
    void echoSeen(long nanoTime) {
        if (lastEcho != Long.MIN_VALUE) {
            elapsed += Math.clamp(nanoTime - lastEcho, 0, MOST.toNanos());
        }
        lastEcho = nanoTime;
    }

    /** Whether our own beats have come back lately, at {@code nanoTime}. */
    boolean isRunning(long nanoTime) {
        return lastEcho != Long.MIN_VALUE && nanoTime - lastEcho < FRESH.toNanos();
    }

    /** How much time has passed. */
    Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }
}

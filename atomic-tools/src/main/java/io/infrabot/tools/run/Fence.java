package io.infrabot.tools.run;

import java.time.Duration;

/**
 * Keeps a node that nobody hears from starting anything: it is open for 1.5 s after the sending of the last beat that
 * the broker acknowledged, well before others take the node for lost. The moment between the last look at the fence and
 * the engine's call cannot be closed.
 */
public final class Fence {

    /** How long after the sending of an acknowledged beat effects may still start. */
    public static final Duration LIMIT = Duration.ofMillis(1_500);

    private final NodeTime time;
    private boolean everHeard;
    private long lastSent;

    public Fence(NodeTime time) {
        this.time = time;
    }

    /** The beat sent at {@code sentAt} (monotonic) was stored by the broker. */
    public synchronized void acknowledged(long sentAt) {
        if (!everHeard || sentAt - lastSent > 0) {
            everHeard = true;
            lastSent = sentAt;
        }
        notifyAll();
    }

    public synchronized boolean isOpen() {
        return everHeard && time.nanos() - lastSent <= LIMIT.toNanos();
    }

    /** Waits until the fence is open. */
    synchronized void pass() throws InterruptedException {
        while (!isOpen()) {
            wait();
        }
    }
}

package io.infrabot.tools.run;

import java.time.Duration;

/**
 * Keeps a node that nobody hears from starting anything: it is open for 1.5 s after the sending of the last beat that
 * the broker acknowledged, well before others take the node for lost. What the node held while the fence was closed may
 * have been given to another node meanwhile: nothing of it starts when the fence opens again. The moment between the last
 * look at the fence and the engine's call cannot be closed. Work says on which beat of the node it was given, so that
 * what is older than the beat that opened the fence last is told from what is newer, whenever it was read.
 */
public final class Fence {

    /** How long after the sending of an acknowledged beat effects may still start. */
    public static final Duration LIMIT = Duration.ofMillis(1_500);

    private final NodeTime time;
    private boolean everHeard;
    private long openSince;
    private long lastSent;

    public Fence(NodeTime time) {
        this.time = time;
    }

    /** The beat with that sequence, sent at {@code sentAt} (monotonic), was stored by the broker. */
    public synchronized void acknowledged(long sentAt, long beat) {
        if (!everHeard || sentAt - lastSent > 0) {
            if (everHeard && !isOpen()) {
                openSince = beat;
            }
            everHeard = true;
            lastSent = sentAt;
        }
        notifyAll();
    }

    public synchronized boolean isOpen() {
        return everHeard && time.nanos() - lastSent <= LIMIT.toNanos();
    }

    /** Waits until the fence is open; false: it has been closed since work was given on {@code heardBeat}. */
    synchronized boolean pass(long heardBeat) throws InterruptedException {
        while (!isOpen()) {
            wait();
        }
        return heardBeat >= openSince;
    }
}

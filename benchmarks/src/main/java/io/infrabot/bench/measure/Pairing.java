package io.infrabot.bench.measure;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings together when something should have been sent and when its end was seen; either may be heard of first. Ends of
 * what was asked for by others are kept, too, until {@link #next}. Thread-safe.
 */
public final class Pairing {

    private static final long POLL_NANOS = 1_000_000;

    private final ConcurrentMap<String, Long> half = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> asked = new ConcurrentHashMap<>();
    private volatile Latencies latencies = new Latencies();

    /** Forgets what was not paired, and counts anew. */
    public void next() {
        half.clear();
        asked.clear();
        latencies = new Latencies();
    }

    public void asked(String id, long intended) {
        asked.put(id, intended);
        var ended = half.remove(id);
        if (ended != null && asked.remove(id, intended)) {
            latencies.record(ended - intended);
        }
    }

    public void ended(String id, long moment) {
        half.put(id, moment);
        var intended = asked.remove(id);
        if (intended != null) {
            half.remove(id);
            latencies.record(moment - intended);
        }
    }

    /** How many have been asked for and have no end. */
    public int open() {
        return asked.size();
    }

    /** Waits until everything that was asked for has ended, at most {@code limit}; returns how much has not. */
    public int settle(Duration limit) {
        var giveUp = System.nanoTime() + limit.toNanos();
        while (open() > 0 && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return open();
    }

    public Latencies latencies() {
        return latencies;
    }
}

package io.infrabot.bench.measure;

import java.util.concurrent.locks.LockSupport;

/** Time, as whoever sends at fixed moments needs it. */
public interface Ticker {

    /** Monotonic; only differences mean something. */
    long nanos();

    /** Returns at {@code moment} or, where that has passed, at once. */
    void until(long moment);

    /** The machine's own. A thread that sleeps wakes late, so that the last part of a wait is spent awake. */
    static Ticker system() {
        return new Ticker() {
            private static final long AWAKE = 60_000;

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void until(long moment) {
                for (var left = moment - nanos(); left > 0; left = moment - nanos()) {
                    if (left > AWAKE) {
                        LockSupport.parkNanos(left - AWAKE);
                    } else {
                        Thread.onSpinWait();
                    }
                }
            }
        };
    }
}

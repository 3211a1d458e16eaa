package io.infrabot.tools.run;

import java.time.Duration;
import java.time.Instant;

/** The one place where time comes from: what o'clock it is, how long something took, and what is to happen later. */
public interface NodeTime {

    Instant now();

    /** Monotonic; only differences mean something. */
    long nanos();

    /** Runs {@code task}, which must be short, once after {@code delay}, on a thread of its own. */
    Pending after(Duration delay, Runnable task);

    /** Something that is to happen later. */
    @FunctionalInterface
    interface Pending {

        /** Keeps it from happening, if it has not begun. */
        void cancel();
    }
}

package io.infrabot.chaos.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets time pass: a fault holds for as long as it is told. */
public final class Pause {

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private Pause() {}

    /** Returns after {@code duration}. */
    public static void of(Duration duration) {
        var until = System.nanoTime() + duration.toNanos();
        for (var left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Returns when it is so, or {@code patience} is over; says whether it is so. */
    public static boolean until(Duration patience, BooleanSupplier so) {
        var giveUp = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}

package io.infrabot.bench.measure;

import java.time.Duration;

/**
 * How often, and for how long.
 *
 * @param rounds how often each subject has its turn
 * @param turn how long one takes
 * @param warmUp the turn before the first
 */
public record Pace(int rounds, Duration turn, Duration warmUp) {

    /** Fewer rounds have no median worth its name. */
    public static final int ENOUGH_ROUNDS = 5;

    /** A younger JVM is still compiling. */
    public static final Duration ENOUGH_WARMTH = Duration.ofSeconds(10);

    public Pace {
        if (rounds < 1 || rounds > 100) {
            throw new IllegalArgumentException("rounds must be 1 to 100, but is " + rounds);
        }
        if (turn.isNegative() || turn.isZero() || turn.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("a turn must be above 0 and at most 600 s, but is " + turn);
        }
    }

    /** Whether figures of that pace may be quoted. */
    public boolean isEnough() {
        return rounds >= ENOUGH_ROUNDS && warmUp.compareTo(ENOUGH_WARMTH) >= 0;
    }
}

package io.infrabot.session.decide;

import java.time.Duration;

/**
 * The figures that decisions depend on.
 *
 * @param sessionTtl      how long a session takes operations where its creator says nothing (R0.22)
 * @param maxReplacements how often an operation may lose its node before it fails
 */
public record Rules(Duration sessionTtl, int maxReplacements) {

    /** The most that a caller may ask for. */
    static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    static final Duration LONGEST_TTL = Duration.ofDays(365);

    static boolean isWithin(Duration asked, Duration longest) {
        return asked.isPositive() && asked.compareTo(longest) <= 0;
    }

    static String complaintAbout(Duration asked, Duration longest) {
        return "must be positive and at most " + longest + ", but is " + asked;
    }

    public static Rules standard() {
        return new Rules(Duration.ofHours(24), 5);
    }
}

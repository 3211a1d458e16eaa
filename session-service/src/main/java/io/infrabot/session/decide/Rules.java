package io.infrabot.session.decide;

import java.time.Duration;

/**
 * The figures that decisions depend on.
 *
 * @param sessionTtl      how long a session takes operations where its creator says nothing (R0.22)
 * @param maxReplacements how often an operation may lose its node before it fails
 */
public record Rules(Duration sessionTtl, int maxReplacements) {

    public static Rules standard() {
        return new Rules(Duration.ofHours(24), 5);
    }
}

package io.infrabot.session.rest;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what is bound to come; fails with what is still missing. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private Waiting() {}

    /** Returns when {@code assertion} holds, which must be within a minute. */
    static void until(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}

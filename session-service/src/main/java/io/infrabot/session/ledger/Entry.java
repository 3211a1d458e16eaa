package io.infrabot.session.ledger;

import io.infrabot.events.SessionEvent;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it stands in the history.
 *
 * @param offset    its position in the history; {@link #UNWRITTEN} where it is not written yet
 * @param topic     topic of the input that led to it
 * @param input     offset of that input
 * @param requestId {@code source|id} of the request that led to it, where it was a public one
 */
public record Entry(
        SessionEvent fact,
        long offset,
        String topic,
        long input,
        @Nullable String requestId) {

    /** The offset of a fact that has been decided but not read back. */
    public static final long UNWRITTEN = -1;
}

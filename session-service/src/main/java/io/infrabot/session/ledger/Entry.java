package io.infrabot.session.ledger;

import io.infrabot.events.SessionEvent;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it stands in the history.
 *
 * @param offset    its position in the history; {@link #UNWRITTEN} where it is not written yet
 * @param topic     topic of the input that led to it
 * @param input     offset of that input
 * @param index     which of that input's facts it is, from 0
 * @param index     which of that input's facts it is, from 0
 * @param requestId {@code source|id} of the request that led to it, where it was a public one
 */
public record Entry(
        SessionEvent fact,
        long offset,
        String topic,
        long input,
        int index,
        @Nullable String requestId) {

    /** The offset of a fact that has been decided but not read back. */
    public static final long UNWRITTEN = -1;

    /** The rule of the history: whether this is the session's next fact that counts after {@code last}. */
    public boolean follows(Entry last) {
        return fact.version() == last.fact().version() + 1
                && (index == 0 || last.cause().equals(causeOfPredecessor()));
    }

    /** Names the input and the fact's place among its facts. */
    String cause() {
        return topic + "@" + input + "#" + index;
    }

    String causeOfPredecessor() {
        return topic + "@" + input + "#" + (index - 1);
    }
}

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
 * @param digest    of the fact itself
 * @param after     digest of the fact that its writer decided it on; empty for a session's first
 */
public record HistoryEntry(
        SessionEvent fact,
        long offset,
        String topic,
        long input,
        @Nullable String requestId,
        String digest,
        String after) {

    /** The offset of a fact that has been decided but not read back. */
    public static final long UNWRITTEN = -1;

    /** A fact that is only decided: it follows what it was decided on by itself. */
    public static HistoryEntry unwritten(SessionEvent fact, String topic, long input, String requestId) {
        return new HistoryEntry(fact, UNWRITTEN, topic, input, requestId, "", "");
    }

    /** The rule of the history: whether this is the next fact that counts, after one of that version and digest. */
    public boolean follows(long version, String lastDigest) {
        return fact.version() == version + 1 && (offset == UNWRITTEN || after.equals(lastDigest));
    }
}

package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.decide.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Why a session is closed for writes: something of it cannot be read, so that nobody knows where it stands.
 *
 * @param where  for a person: the record, as {@code topic-partition@offset}, or the entry of the ledger
 * @param why    a word; what was read is not repeated, for it may hold anything
 * @param offset of the fact in the history, where it is one
 * @param entry  key of the entry in the ledger, where it is one
 */
public record UnreadableReason(
        String where,
        String why,
        @Nullable Long offset,
        @Nullable String entry) {

    /** A fact of the session cannot be read, or cannot be folded. */
    static UnreadableReason ofFact(int partition, long offset, String why) {
        return new UnreadableReason(TopicNames.SESSION_EVENTS + "-" + partition + "@" + offset, why, offset, null);
    }

    /** What the ledger keeps of the session, or of one of its operations, cannot be read. */
    static UnreadableReason ofEntry(String key) {
        return new UnreadableReason("the ledger's entry " + key, "DAMAGED", null, key);
    }

    /** What whoever asks for something of the session is told. */
    Refusal refusal() {
        return Refusal.of(Refusal.Code.SESSION_UNREADABLE, detail());
    }

    /** One sentence that names the place. */
    String detail() {
        return "the session is closed for writes: " + where + " cannot be read (" + why + ")";
    }

    /** The same of a session, for the log. */
    String detailOf(SessionId session) {
        return "session " + session + ": " + where + " cannot be read (" + why + ")";
    }
}

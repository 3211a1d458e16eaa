package io.infrabot.session.writer;

import io.infrabot.session.ledger.Operation;
import java.time.Duration;

/** A live operation as it is looked after: where it stands, and when something was last done about it. */
final class LiveOperation {

    /** How long a node may take to show a run in its beats, or to drop it, before it is told again. */
    static final Duration UNSEEN = Duration.ofSeconds(2);

    /** How long a timer's record may take to be decided before it is written again. */
    private static final Duration UNANSWERED = Duration.ofSeconds(5);

    Operation operation;

    /** When it came into its phase; moved on with each repeat of a cancel. */
    long since;

    /** When its node was last seen to hold its run, or was last told of it. */
    long seenHeld;

    /** How long its node may go without showing the run, in nanoseconds. */
    long patience = UNSEEN.toNanos();

    private long asked;

    LiveOperation(Operation operation, long now) {
        this.operation = operation.withoutArguments();
        this.since = now;
        this.seenHeld = now;
        this.asked = now - UNANSWERED.toNanos();
    }

    /** Whether no timer's record of it is on its way any more. */
    boolean isAnswered(long now) {
        return now - asked >= UNANSWERED.toNanos();
    }

    /** Whether a timer's record may be written; then it counts as written now. */
    boolean mayAsk(long now) {
        if (!isAnswered(now)) {
            return false;
        }
        asked = now;
        return true;
    }
}

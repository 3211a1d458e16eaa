package io.infrabot.session.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationCancelRequested;
import io.infrabot.events.SessionEvent.OperationWaiting;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Fold.Folded;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final OperationId OPERATION = new OperationId(SESSION + ".abcdefghijkl");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void theFirstFactMustBeTheCreation() {
        assertThat(Fold.apply(null, null, entry(accepted(1), 0, 0))).isEqualTo(new Folded.NotCounted());
    }

    @Test
    void theFirstOperationMakesTheSessionActive() {
        var session = counted(opened(), null, entry(accepted(2), 1, 1)).session();

        assertThat(session.status()).isEqualTo(SessionStatus.ACTIVE);
        assertThat(session.operations()).containsExactly(Map.entry(OperationStatus.QUEUED, 1));
    }

    @Test
    void aFactOfAnotherVersionThanTheNextNeverHappened() {
        var session = opened();

        assertThat(Fold.apply(session, null, entry(accepted(1), 1, 1))).isEqualTo(new Folded.NotCounted());
        assertThat(Fold.apply(session, null, entry(accepted(3), 1, 1))).isEqualTo(new Folded.NotCounted());
    }

    @Test
    void aFactThatWasDecidedOnAnotherOneThanTheLastNeverHappened() {
        var first = counted(opened(), null, entry(accepted(2), 1, 7));
        var waiting = waiting(3);
        var elsewhere = new HistoryEntry(waiting, 2, "infrabot.requests", 8, null, digest(waiting), "another");

        assertThat(Fold.apply(first.session(), first.operation(), elsewhere)).isEqualTo(new Folded.NotCounted());
    }

    @Test
    void aFactThatWasDecidedOnTheLastOneCounts() {
        var first = counted(opened(), null, entry(accepted(2), 1, 7));

        assertThat(Fold.apply(first.session(), first.operation(), entry(waiting(3), 2, 8)))
                .isInstanceOf(Folded.Counted.class);
    }

    @Test
    void whatIsRedoneForAnOperationAloneIsTheSameAsWhatWasDoneWithItsSession() {
        var entry = entry(accepted(2), 1, 1);

        assertThat(Fold.redo(null, entry))
                .isEqualTo(counted(opened(), null, entry).operation());
    }

    @Test
    void redoingWhatAnOperationHasAlreadySeenChangesNothing() {
        var entry = entry(accepted(2), 1, 1);
        var operation = counted(opened(), null, entry).operation();

        assertThat(Fold.redo(operation, entry)).isSameAs(operation);
    }

    @Test
    void aCancelRequestOnWhatStandsOnNoNodeMovesNothing() {
        var first = counted(opened(), null, entry(accepted(2), 1, 1));
        var requested = new OperationCancelRequested(SESSION, 3, NOON, OPERATION, null);

        var after = counted(first.session(), first.operation(), entry(requested, 2, 2));

        assertThat(after.operation().phase()).isEqualTo(first.operation().phase());
    }

    private static Session opened() {
        return counted(null, null, entry(created(), 0, 0)).session();
    }

    private static Folded.Counted counted(
            @Nullable Session session, @Nullable Operation operation, HistoryEntry entry) {
        return (Folded.Counted) Fold.apply(session, operation, entry);
    }

    private static HistoryEntry entry(SessionEvent fact, long offset, long input) {
        return new HistoryEntry(
                fact, offset, "infrabot.requests", input, null, digest(fact), "digest-" + (fact.version() - 1));
    }

    private static String digest(SessionEvent fact) {
        return "digest-" + fact.version();
    }

    private static SessionCreated created() {
        return new SessionCreated(
                SESSION, 1, NOON, "team", null, Map.of(), Map.of(), NOON.plusSeconds(60), null, "fingerprint");
    }

    private static OperationAccepted accepted(long version) {
        return new OperationAccepted(
                SESSION,
                version,
                NOON,
                OPERATION,
                "tool.noop",
                Map.of(),
                Target.any(),
                Duration.ofMinutes(1),
                "fingerprint",
                null);
    }

    private static OperationWaiting waiting(long version) {
        return new OperationWaiting(SESSION, version, NOON, OPERATION, WaitingReason.NODES_BUSY);
    }
}

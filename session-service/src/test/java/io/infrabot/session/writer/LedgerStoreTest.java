package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationWaiting;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerStoreTest {

    private static final SessionId SESSION = new SessionId("0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d");
    private static final OperationId OPERATION = new OperationId(SESSION + ".abcdefghijkl");
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    private final RecordingStore store = new RecordingStore();
    private final LedgerStore ledger = new LedgerStore(store);

    @Test
    void theListOfTheLiveChangesOnlyWhereAnOperationComesOrGoes() {
        ledger.put(accepted());
        ledger.put(waiting(WaitingReason.NODES_BUSY));
        ledger.put(waiting(WaitingReason.NO_CAPABLE_NODE));

        assertThat(changesOfTheLive()).isEqualTo(1);
        assertThat(ledger.liveOperations())
                .singleElement()
                .extracting(Operation::id)
                .isEqualTo(OPERATION);

        ledger.put(cancelled());

        assertThat(changesOfTheLive()).isEqualTo(2);
        assertThat(ledger.liveOperations()).isEmpty();
    }

    @Test
    void whateverPrefixOfItsChangesACrashLeavesNoLiveOperationIsMissingInTheList() {
        ledger.put(accepted());
        ledger.put(waiting(WaitingReason.NODES_BUSY));

        for (int length = 0; length <= store.changelog().size(); length++) {
            var restored = new LedgerStore(RecordingStore.restored(store.changelog(), length));
            assertThat(restored.liveOperations().size())
                    .as("after %d changes", length)
                    .isEqualTo(restored.operation(OPERATION) == null ? 0 : 1);
        }
    }

    private long changesOfTheLive() {
        return store.changelog().stream()
                .filter(change -> change.getKey().startsWith("~live~"))
                .count();
    }

    private static Operation accepted() {
        return after(
                null,
                new OperationAccepted(
                        SESSION,
                        2,
                        AT,
                        OPERATION,
                        "tool.noop",
                        Map.of(),
                        Target.any(),
                        Duration.ofMinutes(1),
                        "f",
                        null));
    }

    private static Operation waiting(WaitingReason reason) {
        return after(accepted(), new OperationWaiting(SESSION, 3, AT, OPERATION, reason));
    }

    private static Operation cancelled() {
        return after(accepted(), new OperationCancelled(SESSION, 3, AT, OPERATION, null, null, null));
    }

    private static Operation after(@Nullable Operation before, io.infrabot.events.SessionEvent fact) {
        return Objects.requireNonNull(Fold.redo(before, HistoryEntry.unwritten(fact, "requests", 1, "request")));
    }
}

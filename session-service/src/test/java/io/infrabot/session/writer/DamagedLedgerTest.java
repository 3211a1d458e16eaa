package io.infrabot.session.writer;

import static io.infrabot.session.writer.OnePartition.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.wire.RecordCodec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that is damaged closes the sessions that the damage is of, and no other. */
class DamagedLedgerTest extends TwoSessionsInTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "\u0000", "{\"opening\":null}", "{\"id\":5"})
    void aDamagedEntryOfTheLedgerClosesItsSession(String damage) {
        var operation = partition.ledger().liveOperations().stream()
                .filter(each -> each.sessionId().equals(ILL))
                .findFirst()
                .orElseThrow();
        for (var key : List.of(ILL.value(), operation.id().value())) {
            var store = partition.successor();
            store.damage(key, bytes(damage));
            var restarted = store.successor();
            restarted.tick();
            partition = restarted;

            assertIsClosed(ILL, key);
            assertIsOpen(WELL);
            partition = partition.successor();
            assertIsClosed(ILL, key);
        }
        // the ledger is nothing but the fold of the history
        partition = partition.elsewhere();
        assertIsOpen(ILL);
    }

    @Test
    void aDamagedEntryThatIsWholeAgainOpensItsSession() {
        var whole = RecordCodec.encode(Objects.requireNonNull(partition.ledger().session(ILL)));
        partition.damage(ILL.value(), bytes("{}"));
        partition = partition.successor();
        assertIsClosed(ILL, ILL.value());

        partition.damage(ILL.value(), whole);
        partition = partition.successor();

        assertIsOpen(ILL);
    }

    @Test
    void junkBetweenTheEntriesOfTheLedgerHarmsNobody() {
        for (var key : List.of("~live~x", "~live~" + NEW + ".abcdefghijkl", "~closed~x", "zzz", ILL + ".x")) {
            partition.damage(key, bytes("junk"));
        }
        partition.damage("~position", bytes("a long way"));

        partition = partition.successor();

        assertIsOpen(ILL);
        assertIsOpen(WELL);
    }

    @Test
    void aDamagedMarkKeepsItsSessionClosed() {
        partition.damage("~closed~" + ILL, bytes("junk"));

        partition = partition.successor();

        assertIsClosed(ILL, "mark");
        assertIsOpen(WELL);
    }

    @Test
    void readersOfTheLedgerAreToldInsteadOfFailing() {
        var store = new RecordingStore();
        store.put(ILL.value(), bytes("{}"));
        store.put(ILL + ".abcdefghijkl", bytes("x"));

        assertThatThrownBy(() -> LedgerStore.session(store, ILL)).isInstanceOf(SessionUnreadable.class);
        assertThatThrownBy(() -> LedgerStore.operations(store, ILL, _ -> {}))
                .isInstanceOfSatisfying(
                        SessionUnreadable.class, e -> assertThat(e.detail()).contains(ILL + ".abcdefghijkl"));
    }
}

package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.session.decide.Input;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DraftTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final Bytes FACT = Bytes.wrap(new byte[] {1});

    private final Draft draft = new Draft(new NothingYet());

    @Test
    void theSessionStandsInTheDraftBeforeItsFactIsReadBack() {
        draft.add(pending(0, FACT), List.of(created()));

        assertThat(draft.session()).isNotNull();
    }

    @Test
    void anInputThatLedToNothingIsAnsweredOnlyAfterTheFactsItWasDecidedOn() {
        var first = pending(0, FACT);
        var repeat = pending(1);
        draft.add(first, List.of(created()));
        draft.add(repeat, List.of());
        assertThat(draft.isConfirmed()).isFalse();

        assertThat(draft.confirm()).containsExactly(first, repeat);
        assertThat(draft.isConfirmed()).isTrue();
    }

    @Test
    void onlyTheNextFactIsExpected() {
        draft.add(pending(0, FACT), List.of(created()));

        assertThat(draft.expects(FACT)).isTrue();
        assertThat(draft.expects(Bytes.wrap(new byte[] {2}))).isFalse();
    }

    private static Draft.Pending pending(int offset, Bytes... written) {
        var origin = new Input.Origin("requests", 0, offset, Instant.EPOCH, "/test", "id-" + offset);
        var request = new Request.CreateSession(SESSION, "team", null, null, null, null, null);
        return new Draft.Pending(
                new Input.Asked(request, origin), null, Optional.empty(), new ArrayDeque<>(List.of(written)));
    }

    private static SessionEvent created() {
        return new SessionEvent.SessionCreated(
                SESSION, 1, Instant.EPOCH, "team", null, Map.of(), Map.of(), Instant.MAX, null, "fingerprint");
    }

    private static final class NothingYet implements Ledger {
        @Override
        public @Nullable Session session() {
            return null;
        }

        @Override
        public @Nullable Operation operation(OperationId id) {
            return null;
        }
    }
}

package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Session;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One key, one change of status. */
class StatusKeyTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Decider decider = new Decider(Rules.standard());
    private final LedgerInMemory ledger = new LedgerInMemory();
    private long offset;

    @BeforeEach
    void anActiveSession() {
        apply(new Request.CreateSession(SESSION, "team", null, null, null, null, null), "create");
        apply(new Request.RunOperation(null, SESSION, "docker.pull", Map.of("image", "a"), null, null), "key:k");
    }

    @Test
    void aRepeatUnderTheSameKeyChangesNothing() {
        apply(status(SessionStatus.PAUSED), "key:k");
        apply(status(SessionStatus.ACTIVE), "key:other");

        assertThat(decide(status(SessionStatus.PAUSED), "key:k")).isEqualTo(new Decision.Nothing());
    }

    @Test
    void anotherStatusUnderTheSameKeyIsAConflict() {
        apply(status(SessionStatus.PAUSED), "key:k");

        assertConflict(status(SessionStatus.FAILED), "key:k");
        apply(status(SessionStatus.ACTIVE), "key:other");
        assertConflict(status(SessionStatus.ACTIVE), "key:k");
    }

    @Test
    void theKeyOfAnOperationIsFreeForAChangeOfStatus() {
        assertThat(decide(status(SessionStatus.PAUSED), "key:k")).isInstanceOf(Decision.Facts.class);
    }

    @Test
    void aKeyIsForgottenAfterThirtyTwoMoreAndNothingElseIsKeptOfIt() {
        apply(status(SessionStatus.PAUSED), "key:k");
        for (var i = 0; i < 32; i++) {
            apply(status(i % 2 == 0 ? SessionStatus.ACTIVE : SessionStatus.PAUSED), "key:" + i);
        }

        assertThat(ledger.session().mark().statusAsked()).hasSize(32).doesNotContainKey("/test|key:k");
        assertThat(decide(status(SessionStatus.FAILED), "key:k")).isInstanceOf(Decision.Facts.class);
    }

    @Test
    void aLedgerThatHasTheIdsAloneIsReadAndItsRepeatsAreTold() {
        apply(status(SessionStatus.PAUSED), "key:k");
        var today = new String(RecordCodec.encode(ledger.session()), StandardCharsets.UTF_8);
        var yesterday = today.replaceAll(",\"statusAsked\":\\{[^}]*}", "");
        assertThat(yesterday).isNotEqualTo(today).doesNotContain("statusAsked");

        var session = RecordCodec.decode(yesterday.getBytes(StandardCharsets.UTF_8), Session.class);

        assertThat(session.mark().statusRequests()).containsExactly("/test|key:k");
        assertThat(session.mark().statusAskedBy("/test|key:k")).isNull();
        ledger.stand(session);
        assertThat(decide(status(SessionStatus.FAILED), "key:k")).isEqualTo(new Decision.Nothing());
        apply(status(SessionStatus.ACTIVE), "key:new");
        assertConflict(status(SessionStatus.FAILED), "key:new");
    }

    private void assertConflict(Request request, String id) {
        assertThat(decide(request, id))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.Code.IDEMPOTENCY_CONFLICT));
    }

    private void apply(Request request, String id) {
        var facts = ((Decision.Facts) decide(request, id)).facts();
        facts.forEach(fact -> ledger.fold(HistoryEntry.unwritten(fact, "requests", offset, "/test|" + id)));
        offset++;
    }

    private Decision decide(Request request, String id) {
        var origin = new Input.Origin("requests", 0, offset, NOON, "/test", id);
        return decider.decide(ledger, new Input.Asked(request, origin), new NodesInMemory(List.of()));
    }

    private static Request status(SessionStatus status) {
        return new Request.ChangeStatus(SESSION, status);
    }
}

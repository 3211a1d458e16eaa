package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionLimits;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeciderTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Decider decider = new Decider(Rules.standard());
    private final LedgerInMemory ledger = new LedgerInMemory();
    private int offset;
    private Instant now = NOON;

    @Test
    void aSessionBeginsCreatedAndIsTakenForADayByDefault() {
        var facts = ask(create(null));

        assertThat(facts).singleElement().isInstanceOfSatisfying(SessionEvent.SessionCreated.class, created -> {
            assertThat(created.version()).isEqualTo(1);
            assertThat(created.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(24)));
        });
    }

    @Test
    void creatingTheSameSessionAgainChangesNothing() {
        ask(create(null));

        assertThat(decide(create(null))).isEqualTo(new Decision.Nothing());
    }

    @Test
    void creatingAnotherSessionUnderTheSameIdIsAConflict() {
        ask(create(null));

        assertThat(codeOf(decide(create(new SessionLimits(3))))).isEqualTo(Refusal.Code.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void aSessionThatWasDeletedIsNotMadeAgainUnderItsKey() {
        ask(create(null));
        ask(new Request.DeleteSession(SESSION));

        assertThat(codeOf(decide(create(null)))).isEqualTo(Refusal.Code.SESSION_DELETED);
        assertThat(codeOf(decide(create(new SessionLimits(3))))).isEqualTo(Refusal.Code.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void theFirstOperationMakesTheSessionActive() {
        ask(create(null));

        ask(pull());

        assertThat(ledger.session().status()).isEqualTo(SessionStatus.ACTIVE);
    }

    @Test
    void theTimeOfFactsNeverGoesBackWithinASession() {
        ask(create(null));
        now = NOON.minus(Duration.ofHours(1));

        assertThat(ask(pull()))
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.at()).isEqualTo(NOON));
    }

    @Test
    void anOperationWithoutANodeWaitsAndSaysWhy() {
        ask(create(null));

        ask(pull());

        assertThat(ledger.operations())
                .singleElement()
                .satisfies(operation -> assertThat(operation.phase())
                        .isEqualTo(new io.infrabot.session.ledger.Phase.Waiting(WaitingReason.NO_CAPABLE_NODE)));
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionStatus.class,
            names = {"COMPLETED", "FAILED"})
    void aSessionThatIsOverTakesNoOperation(SessionStatus status) {
        ask(create(null));
        ask(new Request.ChangeStatus(SESSION, status));

        assertThat(codeOf(decide(pull()))).isEqualTo(Refusal.Code.SESSION_INVALID_STATUS);
    }

    @Test
    void aSessionThatIsOverGoesNowhere() {
        ask(create(null));
        ask(new Request.ChangeStatus(SESSION, SessionStatus.COMPLETED));

        assertThat(codeOf(decide(new Request.ChangeStatus(SESSION, SessionStatus.FAILED))))
                .isEqualTo(Refusal.Code.SESSION_INVALID_STATUS);
    }

    @Test
    void onlyAnActiveSessionCanPause() {
        ask(create(null));

        assertThat(codeOf(decide(new Request.ChangeStatus(SESSION, SessionStatus.PAUSED))))
                .isEqualTo(Refusal.Code.SESSION_INVALID_STATUS);
    }

    @Test
    void anExpiredSessionTakesNoOperation() {
        ask(create(null));
        now = NOON.plus(Duration.ofHours(24));

        assertThat(codeOf(decide(pull()))).isEqualTo(Refusal.Code.SESSION_TIMEOUT);
    }

    @Test
    void theLimitOfOperationsHolds() {
        ask(create(new SessionLimits(1)));
        ask(pull());

        assertThat(codeOf(decide(pull()))).isEqualTo(Refusal.Code.RESOURCE_LIMIT_EXCEEDED);
    }

    @Test
    void anUnknownArgumentIsRefusedByName() {
        ask(create(null));
        var decision = decide(run("docker.pull", Map.of("image", "a", "imagee", "b")));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Facts.class,
                        facts -> assertThat(facts.refusal().errors())
                                .containsExactly(new Refusal.FieldError(
                                        "arguments.imagee", "is not an argument of this operation")));
    }

    @Test
    void aTypeThatNobodyOffersIsNotFound() {
        ask(create(null));

        assertThat(codeOf(decide(run("tool.unheard-of", Map.of())))).isEqualTo(Refusal.Code.TOOL_NOT_FOUND);
        assertThat(codeOf(decide(run("docker.explode", Map.of())))).isEqualTo(Refusal.Code.TOOL_NOT_FOUND);
    }

    @Test
    void aSessionIsNotDeletedWhileOperationsAreNotOver() {
        ask(create(null));
        ask(pull());

        assertThat(codeOf(decide(new Request.DeleteSession(SESSION)))).isEqualTo(Refusal.Code.SESSION_INVALID_STATUS);
    }

    @Test
    void anOperationThatWaitsIsCancelledAtOnceAndThenTheSessionCanBeDeleted() {
        ask(create(null));
        ask(pull());
        var id = ledger.operations().iterator().next().id();

        var facts = ask(new Request.CancelOperation(SESSION, id, "enough"));
        ask(new Request.DeleteSession(SESSION));

        assertThat(facts).last().isInstanceOf(SessionEvent.OperationCancelled.class);
        assertThat(ledger.session().deleted()).isTrue();
    }

    @Test
    void cancellingWhatIsCancelledChangesNothing() {
        ask(create(null));
        ask(pull());
        var id = ledger.operations().iterator().next().id();
        ask(new Request.CancelOperation(SESSION, id, null));

        assertThat(decide(new Request.CancelOperation(SESSION, id, null))).isEqualTo(new Decision.Nothing());
    }

    @Test
    void whatIsOnlyTriedIsPlacedNowhere() {
        ask(create(null));
        var origin = new Input.Origin("rest", 0, 0, now, Input.FRONT_DOOR, "tried");

        var tried = decider.tried(ledger, pull(), origin, new NodesInMemory(List.of()));

        assertThat(tried)
                .isInstanceOfSatisfying(
                        Decision.Facts.class,
                        facts -> assertThat(facts.facts())
                                .singleElement()
                                .isInstanceOf(SessionEvent.OperationAccepted.class));
    }

    @Test
    void anInputThatIsDeliveredAgainChangesNothing() {
        ask(create(null));
        offset--;

        assertThat(decide(pull())).isEqualTo(new Decision.Nothing());
    }

    private List<SessionEvent> ask(Request request) {
        var decision = decide(request);
        var facts = ((Decision.Facts) decision).facts();
        facts.forEach(fact -> ledger.fold(Entry.unwritten(fact, "requests", offset, "request")));
        offset++;
        return facts;
    }

    private Decision decide(Request request) {
        var origin = new Input.Origin("requests", 0, offset, now, "/test", "request-" + offset);
        var nodes = new NodesInMemory(List.of());
        var decision = decider.decide(ledger, new Input.Asked(request, origin), nodes);
        assertThat(codeOf(decider.tried(ledger, request, origin, nodes)))
                .as("what the front door refuses is what the writer would")
                .isEqualTo(codeOf(decision));
        return decision;
    }

    private static Refusal.@Nullable Code codeOf(Decision decision) {
        return switch (decision) {
            case Decision.Refused(var refusal) -> refusal.code();
            case Decision.Facts(var _, var refusal) when refusal != null -> refusal.code();
            case Decision.Facts _, Decision.Nothing _ -> null;
        };
    }

    private static Request create(@Nullable SessionLimits limits) {
        return new Request.CreateSession(SESSION, "team", null, null, null, null, limits);
    }

    private static Request pull() {
        return run("docker.pull", Map.of("image", "127.0.0.1:5000/app:1"));
    }

    private static Request run(String type, Map<String, Object> arguments) {
        return new Request.RunOperation(null, SESSION, type, arguments, null, null);
    }
}

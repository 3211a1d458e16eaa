package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionLimits;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.WaitingReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a session takes an operation, and what a cancel does to it. */
class OperationDecisionsTest extends DeciderInTest {

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
}

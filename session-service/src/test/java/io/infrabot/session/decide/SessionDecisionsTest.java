package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionLimits;
import io.infrabot.events.SessionStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The life of a session: created once under its id, paused, over, deleted. */
class SessionDecisionsTest extends DeciderInTest {

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
    void aSessionIsActiveWhenItIsAskedToBe() {
        ask(create(null));

        ask(new Request.ChangeStatus(SESSION, SessionStatus.ACTIVE));

        assertThat(ledger.session().status()).isEqualTo(SessionStatus.ACTIVE);
        assertThat(decide(new Request.ChangeStatus(SESSION, SessionStatus.ACTIVE)))
                .isEqualTo(new Decision.Nothing());
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
    void aSessionIsNotDeletedWhileOperationsAreNotOver() {
        ask(create(null));
        ask(pull());

        assertThat(codeOf(decide(new Request.DeleteSession(SESSION)))).isEqualTo(Refusal.Code.SESSION_INVALID_STATUS);
    }
}

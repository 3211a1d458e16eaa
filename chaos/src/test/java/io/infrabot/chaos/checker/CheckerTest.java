package io.infrabot.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Anomalies of what was asked for and done: each is found where it is, and nowhere else. */
class CheckerTest {

    private static final OperationId ONE = MadeUp.operation(1);
    private static final OperationId TWO = MadeUp.operation(2);

    @Test
    void aCleanRunHasNoAnomalies() {
        var run = new MadeUp()
                .whole(ONE)
                .whole(TWO)
                .effect(ONE, Effect.Kind.ONCE, 1, null)
                .effect(TWO, Effect.Kind.REPEATABLE, 1, true);
        run.sawEverything()
                .toldBy(
                        "session-1",
                        run.lastVersion(),
                        Map.of(ONE, OperationStatus.SUCCEEDED, TWO, OperationStatus.SUCCEEDED));

        assertThat(run.anomalies()).isEmpty();
    }

    @Test
    void anUnknownAttemptMayHaveHappenedOrNot() {
        assertThat(new MadeUp().asked(ONE, new Result.Unknown("timeout")).found())
                .isEmpty();
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Unknown("timeout"))
                        .accepted(ONE)
                        .cancelled(ONE)
                        .found())
                .isEmpty();
    }

    @Test
    void aRepeatUnderAUsedKeyMayBeRefusedWhileTheFirstWasTaken() {
        assertThat(new MadeUp()
                        .whole(ONE)
                        .asked(ONE, new Result.Fail("IDEMPOTENCY_CONFLICT"))
                        .found())
                .isEmpty();
    }

    @Test
    void aRefusalMayStandInTheHistoryAsARejection() {
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Fail("REQUEST_INVALID"))
                        .rejected(ONE)
                        .found())
                .isEmpty();
    }

    @Test
    void whatWasTakenAndIsNotInTheHistoryIsALostWrite() {
        assertThat(new MadeUp().asked(ONE, new Result.Ok()).found()).containsExactly("I1 lost write");
    }

    @Test
    void whatHasNoEndIsUnseen() {
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Ok())
                        .accepted(ONE)
                        .placed(ONE)
                        .found())
                .containsExactly("I1 unseen");
    }

    @Test
    void whatWasRefusedAndIsDoneAllTheSameIsAnAbortedRead() {
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Fail("SESSION_INVALID_STATUS"))
                        .accepted(ONE)
                        .cancelled(ONE)
                        .found())
                .containsExactly("I1 aborted read");
    }

    @Test
    void whatNobodyAskedForIsAnAbortedRead() {
        assertThat(new MadeUp().accepted(ONE).cancelled(ONE).found()).containsExactly("I1 aborted read");
    }

    @Test
    void aOnceEffectThatHappenedTwiceIsADuplicateHoweverItEnded() {
        var twoAttempts = new MadeUp().asked(ONE, new Result.Ok()).accepted(ONE).placed(ONE);

        assertThat(twoAttempts
                        .started(ONE, 1)
                        .started(ONE, 2)
                        .failed(ONE)
                        .effect(ONE, Effect.Kind.ONCE, 2, null)
                        .found())
                .containsExactly("I2 duplicate");
    }

    @Test
    void aRepeatableEffectMayHappenOnceAnAttemptAndNotMoreOften() {
        assertThat(new MadeUp()
                        .whole(ONE)
                        .effect(ONE, Effect.Kind.REPEATABLE, 1, true)
                        .found())
                .isEmpty();
        assertThat(new MadeUp()
                        .whole(ONE)
                        .effect(ONE, Effect.Kind.REPEATABLE, 2, true)
                        .found())
                .containsExactly("I2 duplicate");
    }

    @Test
    void aSuccessWithoutItsEffectIsALostWrite() {
        assertThat(new MadeUp()
                        .whole(ONE)
                        .effect(ONE, Effect.Kind.ONCE, 0, null)
                        .found())
                .containsExactly("I2 lost write");
        assertThat(new MadeUp()
                        .whole(ONE)
                        .effect(ONE, Effect.Kind.REPEATABLE, 1, false)
                        .found())
                .containsExactly("I2 lost write");
    }

    @Test
    void anEffectWithoutAStartIsAnAbortedRead() {
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Ok())
                        .accepted(ONE)
                        .cancelled(ONE)
                        .effect(ONE, Effect.Kind.ONCE, 1, null)
                        .found())
                .containsExactly("I2 aborted read");
    }

    @Test
    void anEffectThatWasThereAtTheLastLookIsAnAbortedReadAndALaterOneIsNot() {
        var cancelled = new MadeUp()
                .asked(ONE, new Result.Ok())
                .accepted(ONE)
                .placed(ONE)
                .started(ONE, 1)
                .cancelled(ONE);
        cancelled.effect(ONE, Effect.Kind.REPEATABLE, 1, true, MadeUp.NOON.minusMillis(200));
        assertThat(cancelled.found()).isEmpty();
        cancelled.effect(ONE, Effect.Kind.REPEATABLE, 1, true, MadeUp.NOON.minusMillis(300));
        assertThat(cancelled.found()).containsExactly("I2 aborted read");
    }

    @Test
    void aCancelledOperationWhoseEffectIsThereIsAnAbortedRead() {
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Ok())
                        .accepted(ONE)
                        .placed(ONE)
                        .started(ONE, 1)
                        .cancelled(ONE)
                        .effect(ONE, Effect.Kind.REPEATABLE, 1, true)
                        .found())
                .containsExactly("I2 aborted read");
    }

    @Test
    void whatAnEngineFinishesAfterTheEndWasToldIsNotHeldAgainstIt() {
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Ok())
                        .accepted(ONE)
                        .placed(ONE)
                        .started(ONE, 1)
                        .cancelled(ONE)
                        .effect(ONE, Effect.Kind.REPEATABLE, 1, true, MadeUp.NOON.plusMillis(1))
                        .found())
                .isEmpty();
    }

    @Test
    void aOnceEffectThatWasCutOffMayHaveHappenedOrNot() {
        for (int count = 0; count <= 1; count++) {
            assertThat(new MadeUp()
                            .asked(ONE, new Result.Ok())
                            .accepted(ONE)
                            .placed(ONE)
                            .started(ONE, 1)
                            .failed(ONE)
                            .effect(ONE, Effect.Kind.ONCE, count, null)
                            .found())
                    .isEmpty();
        }
    }
}

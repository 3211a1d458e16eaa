package io.infrabot.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.history.Attempt.Result;
import io.infrabot.chaos.history.Stream.Seen;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each anomaly is found where it is, and none where it is not. */
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

    @Test
    void aSecondEndIsADuplicateAndAnythingElseAfterTheEndGoesBack() {
        assertThat(new MadeUp().whole(ONE).cancelled(ONE).found()).containsExactly("I3 duplicate");
        assertThat(new MadeUp().whole(ONE).started(ONE, 2).found()).containsExactly("I3 non-monotonic poll");
    }

    @Test
    void theWordOfAWriterThatIsNoLongerTheOneIsVoidAndNoAnomaly() {
        var run = new MadeUp().whole(ONE);

        assertThat(run.logStray(MadeUp.success(ONE, run.lastVersion())).found()).isEmpty();
        assertThat(run.logStray(MadeUp.success(ONE, run.lastVersion() + 1)).found())
                .isEmpty();
    }

    @Test
    void progressThatFallsOrFollowsTheEndGoesBack() {
        assertThat(streaming(new Seen.Advanced(ONE, 0.5), new Seen.Advanced(ONE, 0.4))
                        .found())
                .containsExactly("I3 non-monotonic poll");
        assertThat(new MadeUp()
                        .whole(ONE)
                        .sawEverything()
                        .saw(new Seen.Advanced(ONE, 1))
                        .found())
                .containsExactly("I3 non-monotonic poll");
        assertThat(streaming(new Seen.Advanced(ONE, 0.4), new Seen.Advanced(ONE, 0.4))
                        .found())
                .isEmpty();
    }

    @Test
    void progressBeginsAnewWithTheNextAttempt() {
        assertThat(new MadeUp()
                        .asked(ONE, new Result.Ok())
                        .accepted(ONE)
                        .started(ONE, 1)
                        .started(ONE, 2)
                        .succeeded(ONE)
                        .saw(new Seen.Snapshot(1))
                        .saw(new Seen.Changed(2, ONE, 1, false))
                        .saw(new Seen.Advanced(ONE, 0.5))
                        .saw(new Seen.Changed(3, ONE, 2, false))
                        .saw(new Seen.Advanced(ONE, 0.1))
                        .saw(new Seen.Changed(4, ONE, 2, true))
                        .found())
                .isEmpty();
    }

    @Test
    void aServiceThatStandsElsewhereIsInconsistent() {
        var succeeded = Map.of(ONE, OperationStatus.SUCCEEDED);

        assertThat(told(1, succeeded)).containsExactly("I4 inconsistent offset");
        assertThat(told(5, Map.of(ONE, OperationStatus.RUNNING))).containsExactly("I4 inconsistent offset");
        assertThat(told(5, Map.of())).containsExactly("I4 inconsistent offset");
        assertThat(told(5, succeeded)).isEmpty();
    }

    @Test
    void aServiceThatDoesNotKnowASessionHasLostItAndOneThatIsSilentIsUnseen() {
        assertThat(new MadeUp()
                        .whole(ONE)
                        .toldBy("session-2", new Told.Word.Unknown())
                        .found())
                .containsExactly("I4 lost write");
        assertThat(new MadeUp()
                        .whole(ONE)
                        .toldBy("session-2", new Told.Word.Silent("503"))
                        .found())
                .containsExactly("I4 unseen");
    }

    @Test
    void aChangeThatAReaderNeverSawIsSkipped() {
        assertThat(new MadeUp()
                        .whole(ONE)
                        .saw(new Seen.Snapshot(1))
                        .saw(new Seen.Changed(2, ONE, 0, false))
                        .saw(new Seen.Changed(4, ONE, 1, true))
                        .found())
                .containsExactly("I5 skipped poll");
    }

    @Test
    void theLastChangeIsMissedByWhoStayedAndNotByWhoLeft() {
        assertThat(untilTheStart().found()).containsExactly("I5 skipped poll");
        assertThat(untilTheStart().leftEarly().found()).isEmpty();
    }

    @Test
    void aChangeThatAReaderSawTwiceIsADuplicateAndOneThatCameLateGoesBack() {
        var twice = new MadeUp().whole(ONE).sawEverything().saw(new Seen.Changed(4, ONE, 1, true));
        var late = new MadeUp()
                .whole(ONE)
                .saw(new Seen.Snapshot(1))
                .saw(new Seen.Changed(3, ONE, 1, false))
                .saw(new Seen.Changed(2, ONE, 0, false))
                .saw(new Seen.Changed(4, ONE, 1, true));

        assertThat(twice.found()).containsExactly("I5 duplicate");
        assertThat(late.found()).containsExactly("I5 non-monotonic poll");
    }

    @Test
    void aReaderThatComesBackSeesNothingTwiceAndNothingLess() {
        assertThat(new MadeUp()
                        .whole(ONE)
                        .saw(new Seen.Snapshot(1))
                        .saw(new Seen.Changed(2, ONE, 0, false))
                        .saw(new Seen.Snapshot(2))
                        .saw(new Seen.Changed(3, ONE, 1, false))
                        .saw(new Seen.Changed(4, ONE, 1, true))
                        .found())
                .isEmpty();
    }

    private static MadeUp untilTheStart() {
        return new MadeUp()
                .whole(ONE)
                .saw(new Seen.Snapshot(1))
                .saw(new Seen.Changed(2, ONE, 0, false))
                .saw(new Seen.Changed(3, ONE, 1, false));
    }

    private static MadeUp streaming(Seen... progress) {
        var run = new MadeUp()
                .whole(ONE)
                .saw(new Seen.Snapshot(1))
                .saw(new Seen.Changed(2, ONE, 0, false))
                .saw(new Seen.Changed(3, ONE, 1, false));
        List.of(progress).forEach(run::saw);
        return run.saw(new Seen.Changed(4, ONE, 1, true));
    }

    private static List<String> told(long version, Map<OperationId, OperationStatus> operations) {
        return new MadeUp().whole(ONE).toldBy("session-2", version, operations).found();
    }
}

package io.infrabot.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.checker.Stream.Seen;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Anomalies of order, and of what services and readers say: each is found where it is, and nowhere else. */
class CheckerOfOrderTest {

    private static final OperationId ONE = MadeUp.operation(1);

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

package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.SessionId;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunsTest {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final LaneSize ONE_SLOT = new LaneSize(1, 10);

    @Test
    void aRunIsStartedThenSucceedsOnce() {
        var node = new NodeScenario(_ -> Map.of("answer", 42));

        node.start("run-1");

        assertThat(node.reports.awaitEnd())
                .isInstanceOfSatisfying(
                        Report.Succeeded.class, end -> assertThat(end.result()).containsEntry("answer", 42));
        assertThat(node.reports.all()).hasSize(2).first().isInstanceOf(Report.Started.class);
    }

    @Test
    void workForAnotherIncarnationIsSkipped() {
        var node = new NodeScenario(_ -> Map.of());
        var work = NodeScenario.work("run-1", "team-a", false);

        node.take(new io.infrabot.events.Work.StartRun(
                work.node(),
                "an older one",
                work.sessionId(),
                work.operationId(),
                work.run(),
                work.team(),
                work.type(),
                work.arguments(),
                1,
                false,
                work.timeout(),
                work.acceptedAt(),
                0));

        assertThat(node.runs.answeredFor()).isEmpty();
        assertThat(node.reports.all()).isEmpty();
    }

    @Test
    void aRepeatedRunIsNotRunAgainButItsEndIsSaidAgain() {
        var starts = new AtomicInteger();
        var node = new NodeScenario(_ -> Map.of("starts", starts.incrementAndGet()));
        var work = node.start("run-1");
        node.reports.awaitEnd();

        node.take(work);

        assertThat(node.reports.ends()).hasSize(2);
        assertThat(node.reports.ends().get(1)).isEqualTo(node.reports.ends().get(0));
        assertThat(starts).hasValue(1);
    }

    @Test
    void aQueuedRunIsCancelledAtOnceAndNeverStarts() throws Exception {
        var release = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        var node = new NodeScenario(Effect.REPEATABLE, ONE_SLOT, _ -> {
            began.countDown();
            release.await();
            return Map.of();
        });
        node.start("run-1");
        began.await();
        var queued = node.start("run-2");

        node.cancel(queued);

        assertThat(node.reports.ends()).singleElement().isInstanceOf(Report.Cancelled.class);
        release.countDown();
        node.reports.await(it -> it instanceof Report.Succeeded);
        assertThat(node.reports.all())
                .noneMatch(it -> it instanceof Report.Started && it.run().equals(queued.run()));
    }

    @Test
    void aRunningRunIsClosedInterruptedAndCancelled() throws Exception {
        var began = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var node = new NodeScenario(run -> {
            run.onCancel(closed::countDown);
            began.countDown();
            new CountDownLatch(1).await();
            return Map.of();
        });
        var work = node.start("run-1");
        began.await();

        node.cancel(work);

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Cancelled.class);
        closed.await();
    }

    @Test
    void anEffectThatWasCompleteBeforeTheCancelSucceeds() throws Exception {
        var began = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var node = new NodeScenario(_ -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Map.of("done", true);
        });
        var work = node.start("run-1");
        began.await();

        node.cancel(work);
        interrupted.await();

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Succeeded.class);
        assertThat(node.reports.ends()).hasSize(1);
    }

    @Test
    void whatIsDoneToItsEndIsNotInterruptedButWhatFollowsIs() throws Exception {
        var began = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        var node = new NodeScenario(run -> {
            run.toItsEnd(() -> {
                began.countDown();
                cancelled.await();
                return true;
            });
            new CountDownLatch(1).await();
            return Map.of();
        });
        var work = node.start("run-1");
        began.await();

        node.cancel(work);
        cancelled.countDown();

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Cancelled.class);
    }

    @Test
    void aToolThatWasCutOffAndCannotTellWhatCameOfItLeavesTheOutcomeUnknown() throws Exception {
        var began = new CountDownLatch(1);
        var node = new NodeScenario(_ -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new ToolFailure(ErrorCode.OUTCOME_UNKNOWN, "nobody answers");
            }
            return Map.of();
        });
        var work = node.start("run-1");
        began.await();

        node.cancel(work);

        assertThat(node.reports.awaitEnd())
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        end -> assertThat(end.error().code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN.name()));
    }

    @Test
    void aToolThatDoesNotStopIsLeftBehindWithAnUnknownOutcome() throws Exception {
        var began = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var node = new NodeScenario(_ -> {
            began.countDown();
            awaitStubbornly(release);
            ended.countDown();
            return Map.of();
        });
        var work = node.start("run-1");
        began.await();

        node.cancel(work);
        node.time.pass(Runs.STOP_GRACE);

        assertThat(node.reports.awaitEnd())
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        end -> assertThat(end.error().code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN.name()));
        release.countDown();
        ended.await();
        assertThat(node.reports.ends()).hasSize(1);
    }

    @Test
    void aCancelThatOvertakesItsRunIsRemembered() {
        var node = new NodeScenario(_ -> Map.of());
        var work = NodeScenario.work("run-1", "team-a", false);

        node.cancel(work);
        node.take(work);

        assertThat(node.reports.all()).hasSize(2).allMatch(Report.Cancelled.class::isInstance);
    }

    @Test
    void aRunThatTakesTooLongIsStoppedAndFails() throws Exception {
        var began = new CountDownLatch(1);
        var node = new NodeScenario(_ -> {
            began.countDown();
            new CountDownLatch(1).await();
            return Map.of();
        });
        node.start("run-1");
        began.await();

        node.time.pass(NodeScenario.TIMEOUT);

        assertThat(node.reports.awaitEnd())
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        end -> assertThat(end.error().code()).isEqualTo(ErrorCode.OPERATION_TIMEOUT.name()));
    }

    @Test
    void whatIsRetryableIsTriedFourTimesAndReconciledFromTheSecondOn() throws Exception {
        var reconciled = Collections.synchronizedList(new ArrayList<Boolean>());
        var node = new NodeScenario(run -> {
            reconciled.add(run.reconcile());
            throw new ToolFailure(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, "away");
        });
        node.start("run-1");

        for (int attempt = 1; attempt <= 3; attempt++) {
            awaitFailedAttempt(node, attempt);
            passWithBeats(node, Duration.ofSeconds(1L << (attempt - 1)));
        }

        assertThat(node.reports.awaitEnd())
                .isInstanceOfSatisfying(
                        Report.Failed.class, end -> assertThat(end.attempt()).isEqualTo(4));
        assertThat(reconciled).containsExactly(false, true, true, true);
        assertThat(retryDelays(node))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void whatIsNotRetryableFailsAtOnce() {
        var node = new NodeScenario(_ -> {
            throw new ToolFailure(ErrorCode.DOCKER_AUTH_FAILED, "no");
        });

        node.start("run-1");

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Failed.class);
        assertThat(node.reports.all()).hasSize(3);
    }

    @Test
    void aOnceEffectThatWasCutOffIsNotRunAgain() {
        var starts = new AtomicInteger();
        var node = new NodeScenario(Effect.ONCE, ONE_SLOT, _ -> Map.of("starts", starts.incrementAndGet()));

        node.take(NodeScenario.work("run-2", "team-a", true));

        assertThat(node.reports.awaitEnd())
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        end -> assertThat(end.error().code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN.name()));
        assertThat(starts).hasValue(0);
    }

    @Test
    void aOnceEffectIsNeverRetried() {
        var node = new NodeScenario(Effect.ONCE, ONE_SLOT, _ -> {
            throw new ToolFailure(OperationError.of(ErrorCode.DOCKER_DAEMON_UNAVAILABLE, "away"));
        });

        node.start("run-1");

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Failed.class);
    }

    @Test
    void beyondItsQueueANodeDeclines() throws Exception {
        var release = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        var node = new NodeScenario(Effect.REPEATABLE, new LaneSize(1, 1), _ -> {
            began.countDown();
            release.await();
            return Map.of();
        });
        node.start("run-1");
        began.await();
        node.start("run-2");

        var third = node.start("run-3");

        assertThat(node.reports.ends()).singleElement().isInstanceOf(Report.Declined.class);
        assertThat(node.runs.answeredFor()).hasSize(2).doesNotContain(third.run());
        release.countDown();
    }

    @Test
    void onAFullNodeTheLastOfTheSessionWithMostGivesWayToAnother() throws Exception {
        var release = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        var node = new NodeScenario(Effect.REPEATABLE, new LaneSize(1, 2), _ -> {
            began.countDown();
            release.await();
            return Map.of();
        });
        node.start("run-1");
        began.await();
        node.start("run-2");
        var last = node.start("run-3");

        var others = new SessionId("0197a000-0000-7000-8000-000000000002");
        var first = node.take(NodeScenario.work("run-4", "team-a", others, false));

        assertThat(node.reports.ends()).singleElement().isInstanceOfSatisfying(Report.Declined.class, end -> {
            assertThat(end.run()).isEqualTo(last.run());
            assertThat(end.reason()).isEqualTo("gave way to another's turn");
        });
        assertThat(node.runs.answeredFor()).hasSize(3).contains(first.run());
        release.countDown();
        node.reports.await(it -> it instanceof Report.Succeeded && it.run().equals(first.run()));
    }

    @Test
    void whatIsHeldWhileNobodyHearsTheNodeIsHandedBackAndNeverStarts() {
        var effects = new AtomicInteger();
        var node = new NodeScenario(_ -> Map.of("effects", effects.incrementAndGet()));
        node.time.pass(Fence.LIMIT.plusMillis(1));
        node.start("asleep");
        assertThat(node.fence.isOpen()).isFalse();

        node.fence.acknowledged(node.time.nanos(), 1);

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Declined.class);
        assertThat(effects).hasValue(0);
        node.take(NodeScenario.workGivenOn(1, "awake"));
        node.reports.await(report -> report instanceof Report.Succeeded);
        assertThat(effects).hasValue(1);
    }

    @Test
    void workFromBeforeALapseIsHandedBackAlsoWhenItIsReadAfterIt() {
        var effects = new AtomicInteger();
        var node = new NodeScenario(_ -> Map.of("effects", effects.incrementAndGet()));
        node.time.pass(Fence.LIMIT.plusMillis(1));
        node.fence.acknowledged(node.time.nanos(), 7);

        node.take(NodeScenario.workGivenOn(6, "old"));

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Declined.class);
        node.take(NodeScenario.workGivenOn(7, "new"));
        node.reports.await(report -> report instanceof Report.Succeeded);
        assertThat(effects).hasValue(1);
    }

    @Test
    void aBeatThatWasStoredLateIsALapseEvenIfItWasSentInTime() {
        var effects = new AtomicInteger();
        var node = new NodeScenario(_ -> Map.of("effects", effects.incrementAndGet()));
        node.time.pass(BEAT);
        var sentInTime = node.time.nanos();
        node.time.pass(BEAT);

        node.fence.acknowledged(sentInTime, 1);
        node.start("given-before");

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Declined.class);
        assertThat(effects).hasValue(0);
    }

    @Test
    void aRetryDoesNotStartAfterALapseEither() throws Exception {
        var attempts = new AtomicInteger();
        var node = new NodeScenario(_ -> {
            attempts.incrementAndGet();
            throw new ToolFailure(OperationError.of(ErrorCode.DOCKER_DAEMON_UNAVAILABLE, "gone"));
        });
        node.start("run-1");
        awaitFailedAttempt(node, 1);
        passWithBeats(node, Duration.ofSeconds(1));
        awaitFailedAttempt(node, 2);
        node.time.awaitTaskIn(Duration.ofSeconds(2));
        node.time.pass(Duration.ofSeconds(2));

        node.fence.acknowledged(node.time.nanos(), 1);

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Declined.class);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aResultThatIsTooLargeIsRefused() {
        var node = new NodeScenario(_ -> Map.of("text", "x".repeat(RunExecution.MAX_RESULT_BYTES)));

        node.start("run-1");

        assertThat(node.reports.awaitEnd())
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        end -> assertThat(end.error().code()).isEqualTo(ErrorCode.RESULT_TOO_LARGE.name()));
    }

    @Test
    void aToolThatThrowsAnythingElseFailsInternallyAndItsSlotGoesOn() {
        var node = new NodeScenario(Effect.REPEATABLE, ONE_SLOT, run -> {
            if (run.team().equals("team-a")) {
                throw new IllegalStateException("a bug");
            }
            return Map.of();
        });

        node.start("run-1");
        node.take(NodeScenario.work("run-2", "team-b", false));

        node.reports.await(Report.Succeeded.class::isInstance);
        assertThat(node.reports.ends()).hasSize(2);
    }

    @Test
    void aShutdownDeclinesWhatWaitsAndLeavesWhatItCutsOffUnreported() throws Exception {
        var began = new CountDownLatch(1);
        var node = new NodeScenario(Effect.REPEATABLE, ONE_SLOT, _ -> {
            began.countDown();
            new CountDownLatch(1).await();
            return Map.of();
        });
        node.start("run-1");
        began.await();
        node.start("run-2");

        node.runs.drain();
        var wait = Duration.ofSeconds(3);
        var closing = Thread.ofVirtual().start(() -> node.runs.close(wait));
        node.time.awaitTaskIn(wait);
        node.time.pass(wait);
        closing.join();

        assertThat(node.reports.ends()).singleElement().isInstanceOf(Report.Declined.class);
        assertThat(node.runs.answeredFor()).isEmpty();
    }

    private static void awaitFailedAttempt(NodeScenario node, int attempt) {
        node.reports.await(it -> it instanceof Report.AttemptFailed failed && failed.attempt() == attempt);
    }

    private static void passWithBeats(NodeScenario node, Duration pause) throws InterruptedException {
        node.time.awaitTaskIn(pause);
        for (var left = pause; left.isPositive(); left = left.minus(BEAT)) {
            node.fence.acknowledged(node.time.nanos(), 0);
            node.time.pass(left.compareTo(BEAT) < 0 ? left : BEAT);
        }
        node.fence.acknowledged(node.time.nanos(), 0);
    }

    private static List<Duration> retryDelays(NodeScenario node) {
        return node.reports.all().stream()
                .filter(it -> it instanceof Report.AttemptFailed failed && failed.retryIn() != null)
                .map(it -> ((Report.AttemptFailed) it).retryIn())
                .toList();
    }

    private static void awaitStubbornly(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException e) {
                // a tool that ignores being told to stop
            }
        }
    }
}

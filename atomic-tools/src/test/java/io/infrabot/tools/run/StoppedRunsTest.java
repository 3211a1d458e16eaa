package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.Report;
import io.infrabot.tools.ToolFailure;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is cancelled, or takes too long, is stopped and ends as its tool says. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedRunsTest {

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
        node.time.pass(WorkIntake.STOP_GRACE);

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

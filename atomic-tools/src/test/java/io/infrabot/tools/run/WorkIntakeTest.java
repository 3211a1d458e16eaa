package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.bounds.JsonBounds;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is started, perhaps retried, and ends once. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkIntakeTest {

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
    void aSecondAttemptLooksFirstAlsoWhereTheFirstWasAnotherRunsWhoseNodeWasNotLost() throws Exception {
        var reconciled = Collections.synchronizedList(new ArrayList<Boolean>());
        var node = new NodeScenario(run -> {
            reconciled.add(run.reconcile());
            return Map.of();
        });

        node.runs.take(NodeScenario.workOfAttempt(2, "run-2"), job -> job);

        node.reports.awaitEnd();
        assertThat(reconciled).containsExactly(true);
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
            node.awaitFailedAttempt(attempt);
            node.passWithBeats(Duration.ofSeconds(1L << (attempt - 1)));
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
    void aResultThatIsTooLargeIsRefused() {
        var node = new NodeScenario(_ -> Map.of("text", "x".repeat(JsonBounds.RESULT.heaviest())));

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

    /** An error that nobody foresaw would end the slot's thread, and the run would be held for ever. */
    @ParameterizedTest
    @ValueSource(classes = {AssertionError.class, NoSuchMethodError.class, InternalError.class})
    void anErrorOfAToolEndsItsRunAndNotItsSlot(Class<? extends Error> type) throws ReflectiveOperationException {
        var error = type.getConstructor().newInstance();
        var node = new NodeScenario(Effect.ONCE, ONE_SLOT, run -> {
            if (run.team().equals("team-a")) {
                throw error;
            }
            return Map.of();
        });

        node.start("run-1");
        node.take(NodeScenario.work("run-2", "team-b", false));

        node.reports.await(Report.Succeeded.class::isInstance);
        assertThat(node.reports.ends()).hasSize(2);
    }

    @Test
    void anInterruptThatComesTooLateDoesNotCostASlot() {
        var slot = new AtomicReference<Thread>();
        var node = new NodeScenario(Effect.REPEATABLE, ONE_SLOT, run -> {
            slot.set(Thread.currentThread());
            return Map.of();
        });

        node.start("run-1");
        node.reports.awaitEnd();
        slot.get().interrupt();
        node.take(NodeScenario.work("run-2", "team-b", false));

        node.reports.await(it -> it instanceof Report.Succeeded end && end.run().equals(new RunId("run-2")));
    }

    private static List<Duration> retryDelays(NodeScenario node) {
        return node.reports.all().stream()
                .filter(it -> it instanceof Report.AttemptFailed failed && failed.retryIn() != null)
                .map(it -> ((Report.AttemptFailed) it).retryIn())
                .toList();
    }
}

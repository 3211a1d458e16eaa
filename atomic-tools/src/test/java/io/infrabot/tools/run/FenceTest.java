package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.tools.ToolFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that nobody hears starts nothing, neither then nor of what it had been given until then. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FenceTest {

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
        node.time.pass(NodeScenario.BEAT);
        var sentInTime = node.time.nanos();
        node.time.pass(NodeScenario.BEAT);

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
        node.awaitFailedAttempt(1);
        node.passWithBeats(Duration.ofSeconds(1));
        node.awaitFailedAttempt(2);
        node.time.awaitTaskIn(Duration.ofSeconds(2));
        node.time.pass(Duration.ofSeconds(2));

        node.fence.acknowledged(node.time.nanos(), 1);

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Declined.class);
        assertThat(attempts).hasValue(2);
    }
}

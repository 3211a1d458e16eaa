package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Report;
import io.infrabot.events.SessionId;
import io.infrabot.tools.Effect;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node whose only slot is taken: by a run that goes on until it is released. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullNodeTest {

    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aQueuedRunIsCancelledAtOnceAndNeverStarts() throws Exception {
        var node = busyNode(10);
        var queued = node.start("run-2");

        node.cancel(queued);

        assertThat(node.reports.ends()).singleElement().isInstanceOf(Report.Cancelled.class);
        release.countDown();
        node.reports.await(it -> it instanceof Report.Succeeded);
        assertThat(node.reports.all())
                .noneMatch(it -> it instanceof Report.Started && it.run().equals(queued.run()));
    }

    @Test
    void beyondItsQueueANodeDeclines() throws Exception {
        var node = busyNode(1);
        node.start("run-2");

        var third = node.start("run-3");

        assertThat(node.reports.ends()).singleElement().isInstanceOf(Report.Declined.class);
        assertThat(node.runs.answeredFor()).hasSize(2).doesNotContain(third.run());
        release.countDown();
    }

    @Test
    void onAFullNodeTheLastOfTheSessionWithMostGivesWayToAnother() throws Exception {
        var node = busyNode(2);
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
    void aShutdownDeclinesWhatWaitsAndLeavesWhatItCutsOffUnreported() throws Exception {
        var node = busyNode(10);
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

    /** A node that runs "run-1" and has room for {@code waiting} more. */
    private NodeScenario busyNode(int waiting) throws InterruptedException {
        var node = new NodeScenario(Effect.REPEATABLE, new LaneSize(1, waiting), _ -> {
            began.countDown();
            release.await();
            return Map.of();
        });
        node.start("run-1");
        began.await();
        return node;
    }
}

package io.infrabot.tools.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.NodeRegistered.Tool;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolRun;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.LaneSize;
import io.infrabot.tools.run.ManualTime;
import io.infrabot.tools.run.NodeContext;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.RecordingReports;
import io.infrabot.tools.run.RetryPolicy;
import io.infrabot.tools.run.RunObserver;
import io.infrabot.tools.run.WorkIntake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node with one slot that goes. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodeShutdownTest {

    private static final NodeIdentity NODE = new NodeIdentity(new NodeId("node-1"), "test", "i1");
    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");

    private final ManualTime time = new ManualTime();
    private final RecordingReports reports = new RecordingReports();
    private final Said said = new Said();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private WorkIntake runs;
    private Heartbeat heartbeat;
    private NodeShutdown shutdown;

    @BeforeEach
    @Timeout(20)
    void aNodeThatBeatsAndRuns() throws Exception {
        var fence = new Fence(time);
        var retry = new RetryPolicy(1, Duration.ofSeconds(1), 0, () -> 0.5);
        var context = new NodeContext(NODE, time, reports, fence, retry, RunObserver.all(List.of()));
        runs = new WorkIntake(context, List.of(new Waiting()), Map.of("lane", new LaneSize(1, 10)));
        var description = new NodeDescription(
                NODE, "host", "1", Map.of(), List.of(new Tool("tool.test", "a test's", Map.of())), 7);
        heartbeat = new Heartbeat(description, time, said, runs, EngineState::none, fence, new Precedence(NODE));
        shutdown = new NodeShutdown(heartbeat, runs, time);
        heartbeat.start();
        start("run-1");
        began.await();
    }

    @Test
    void whoLeavesForGoodLetsWhatRunsEndHoweverLongItTakes() {
        var gone = shutdown.forGood().toCompletableFuture();
        time.pass(Duration.ofHours(2));

        assertThat(gone).isNotDone();
        assertThat(said.lastBeat().draining()).isTrue();
        assertThat(said.lastBeat().runs()).containsExactly(new RunId("run-1"));

        release.countDown();
        gone.join();
        assertThat(reports.ends()).singleElement().isInstanceOf(Report.Succeeded.class);
        assertThat(said.words).last().isEqualTo("withdrawn");
    }

    @Test
    void whatWaitsIsDeclinedAndSoIsWhatComesWhileOthersDoNotKnowYet() {
        start("run-2");
        release.countDown();
        reports.await(Report.Succeeded.class::isInstance);

        shutdown.begin();
        start("run-3");
        var gone = shutdown.forGood().toCompletableFuture();

        assertThat(reports.ends())
                .filteredOn(Report.Declined.class::isInstance)
                .extracting(Report.Final::run)
                .contains(new RunId("run-3"));
        assertThat(gone).as("it still listens").isNotDone();
        time.pass(NodeShutdown.LINGER);
        gone.join();
    }

    @Test
    void whoLeavesForGoodRegistersNoMoreAndAsksAgainUntilThatIsStored() {
        release.countDown();
        said.refuseWithdrawals = 2;
        var gone = shutdown.forGood().toCompletableFuture();
        // then nothing is left to other threads: the rest happens as time passes
        runs.whenIdle().toCompletableFuture().join();

        time.pass(NodeShutdown.LINGER.plus(NodeShutdown.BETWEEN_TRIES.multipliedBy(2)));

        assertThat(gone).isDone();
        assertThat(said.words).containsOnlyOnce("withdrawn", "registered");
    }

    @Test
    void theLastBeatSaysSoAndNamesNoRunThatWasCutOff() throws Exception {
        var limit = Duration.ofSeconds(10);
        var leaving = Thread.ofVirtual().start(() -> shutdown.now(limit));
        time.awaitTaskIn(limit);
        var cutOff = runs.whenIdle().toCompletableFuture();
        time.pass(limit);
        cutOff.join();

        passUntilEnded(leaving);

        var last = said.lastBeat();
        assertThat(last.leaving()).isTrue();
        assertThat(last.runs()).isEmpty();
        assertThat(said.words).doesNotContain("withdrawn");
        assertThat(reports.ends()).isEmpty();
    }

    @Test
    void afterTheLastBeatThereIsNone() throws Exception {
        release.countDown();
        reports.awaitEnd();
        passUntilEnded(Thread.ofVirtual().start(() -> shutdown.now(Duration.ofSeconds(10))));
        var beats = said.beats.size();

        heartbeat.beatNow();
        heartbeat.leave();
        time.pass(Duration.ofSeconds(2));

        assertThat(said.beats).hasSize(beats);
        assertThat(said.beats.subList(0, beats - 1)).noneMatch(Beat::leaving);
    }

    /** Lets go of the node's locks in between: who takes one again at once keeps others from it for as long as it likes. */
    private void passUntilEnded(Thread thread) throws InterruptedException {
        while (!thread.join(Duration.ofMillis(1))) {
            time.pass(Duration.ofMillis(50));
        }
    }

    private void start(String run) {
        var work = new Work.StartRun(
                NODE.node(),
                NODE.incarnation(),
                SESSION,
                new OperationId(SESSION + ".abcdefgh2345"),
                new RunId(run),
                "team-a",
                "tool.test",
                Map.of(),
                1,
                false,
                Duration.ofDays(1),
                Instant.EPOCH,
                0);
        runs.take(work, job -> job);
    }

    private final class Waiting implements AtomicTool {

        @Override
        public ToolDescriptor descriptor() {
            return new ToolDescriptor("tool.test", "a test's", Map.of(), "lane", Effect.REPEATABLE, Duration.ofDays(1));
        }

        @Override
        public Map<String, Object> run(ToolRun run) throws InterruptedException {
            began.countDown();
            release.await();
            return Map.of();
        }
    }

    /** Stores what is said at once, but for withdrawals that it is told to refuse. */
    private static final class Said implements NodeAnnouncements {

        private final List<Beat> beats = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private int refuseWithdrawals;

        @Override
        public synchronized CompletionStage<Void> publish(Beat beat) {
            beats.add(beat);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public synchronized CompletionStage<Void> publish(NodeRegistered registered) {
            words.add("registered");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public synchronized CompletionStage<Void> withdraw() {
            if (refuseWithdrawals-- > 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("not stored"));
            }
            words.add("withdrawn");
            return CompletableFuture.completedFuture(null);
        }

        private synchronized Beat lastBeat() {
            return beats.getLast();
        }
    }
}

package io.infrabot.tools.run;

import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work.CancelRun;
import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A node with one tool, told what to do by a test. */
final class NodeScenario {

    static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    static final OperationId OPERATION = new OperationId(SESSION + ".abcdefgh2345");
    static final NodeId NODE = new NodeId("node-1");
    static final Duration BEAT = Duration.ofSeconds(1);
    static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** What the tool does; tests write it as a lambda. */
    @FunctionalInterface
    interface Doing {
        Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException;
    }

    final ManualTime time = new ManualTime();
    final RecordingReports reports = new RecordingReports();
    final Fence fence = new Fence(time);
    final WorkIntake runs;

    NodeScenario(Effect effect, LaneSize size, Doing doing) {
        var descriptor = new ToolDescriptor("tool.test", "a test's tool", Map.of(), "lane", effect, TIMEOUT);
        AtomicTool tool = new AtomicTool() {
            @Override
            public ToolDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
                return doing.run(run);
            }
        };
        var identity = new NodeIdentity(NODE, "test", "incarnation-1");
        var retry = new RetryPolicy(4, Duration.ofSeconds(1), 0.2, () -> 0.5);
        var context = new NodeContext(identity, time, reports, fence, retry, RunObserver.all(List.of()));
        runs = new WorkIntake(context, List.of(tool), Map.of("lane", size));
        fence.acknowledged(time.nanos(), 0);
    }

    NodeScenario(Doing doing) {
        this(Effect.REPEATABLE, new LaneSize(2, 10), doing);
    }

    StartRun start(String run) {
        return take(work(run, "team-a", false));
    }

    StartRun take(StartRun work) {
        runs.take(work, job -> job);
        return work;
    }

    void cancel(StartRun work) {
        runs.take(
                new CancelRun(work.node(), work.incarnation(), work.sessionId(), work.operationId(), work.run()),
                job -> job);
    }

    void awaitFailedAttempt(int attempt) {
        reports.await(it -> it instanceof Report.AttemptFailed failed && failed.attempt() == attempt);
    }

    /** Lets a pause go by that the node makes, with the node heard all the while. */
    void passWithBeats(Duration pause) throws InterruptedException {
        time.awaitTaskIn(pause);
        for (var left = pause; left.isPositive(); left = left.minus(BEAT)) {
            fence.acknowledged(time.nanos(), 0);
            time.pass(left.compareTo(BEAT) < 0 ? left : BEAT);
        }
        fence.acknowledged(time.nanos(), 0);
    }

    static StartRun work(String run, String team, boolean reconcile) {
        return work(run, team, SESSION, reconcile);
    }

    static StartRun work(String run, String team, SessionId session, boolean reconcile) {
        return work(run, team, session, reconcile, 0, 1);
    }

    /** Work that was given when {@code heardBeat} was the last that the writer had heard. */
    static StartRun workGivenOn(long heardBeat, String run) {
        return work(run, "team-a", SESSION, false, heardBeat, 1);
    }

    /** Work whose earlier attempts were another run's, of a node that was not lost. */
    static StartRun workOfAttempt(int attempt, String run) {
        return work(run, "team-a", SESSION, false, 0, attempt);
    }

    private static StartRun work(
            String run, String team, SessionId session, boolean reconcile, long heardBeat, int attempt) {
        return new StartRun(
                NODE,
                "incarnation-1",
                session,
                OPERATION,
                new RunId(run),
                team,
                "tool.test",
                Map.of(),
                attempt,
                reconcile,
                TIMEOUT,
                Instant.parse("2026-01-01T12:00:00Z"),
                heardBeat);
    }
}

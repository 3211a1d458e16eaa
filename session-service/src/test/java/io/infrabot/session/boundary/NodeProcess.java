package io.infrabot.session.boundary;

import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.session.writer.SimulatedLog;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.beat.EngineState;
import io.infrabot.tools.beat.Heartbeat;
import io.infrabot.tools.beat.NodeDescription;
import io.infrabot.tools.beat.Precedence;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.LaneSize;
import io.infrabot.tools.run.NodeContext;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.RetryPolicy;
import io.infrabot.tools.run.RunObserver;
import io.infrabot.tools.run.WorkIntake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a node that can die: the real runs, lanes, heartbeat and fence, with ports on which each word stands
 * still until the world lets it go on. When it is killed its ports are dead: its threads end, and nothing of them is
 * heard again.
 */
final class NodeProcess {

    private final SimulatedLog log;
    private final SimulatedTime time;
    private final Standstill standstill = new Standstill();
    private final SentReports reports;
    private final EngineCalls calls;
    private final NodeClock clock;
    private final Announcements announcements;
    private final Fence fence;
    private final WorkIntake runs;
    private final Set<RunId> stopped = new HashSet<>();
    private int position;
    private boolean dead;

    /** Starts it: its position on the work topic is fixed, then it beats. */
    NodeProcess(
            NodeId id,
            String incarnation,
            SimulatedLog log,
            SimulatedTime time,
            CountingEngine engine,
            Tools tools,
            Consumer<Object> beats) {
        this.log = log;
        this.time = time;
        reports = new SentReports(log, standstill);
        calls = new EngineCalls(engine, tools, standstill);
        clock = new NodeClock(time, reports, standstill);
        announcements = new Announcements(clock, beats);
        fence = new Fence(clock.ofFence());
        var identity = new NodeIdentity(id, "simulated", incarnation);
        var retry = new RetryPolicy(4, Duration.ofSeconds(1), 0.0, () -> 0.5);
        var own = List.of(calls.tool(Kind.REPEATABLE), calls.tool(Kind.GUARDED), calls.tool(Kind.ONCE));
        var context = new NodeContext(identity, clock, reports, fence, retry, new Watching());
        runs = new WorkIntake(context, own, Map.of("all", new LaneSize(2, 10)));
        var description = new NodeDescription(
                identity,
                "here",
                "1",
                Map.of(),
                own.stream()
                        .map(AtomicTool::descriptor)
                        .map(it -> new NodeRegistered.Tool(it.type(), it.description(), it.inputSchema()))
                        .toList(),
                0);
        var heartbeat = new Heartbeat(
                description, clock, announcements, runs, EngineState::none, fence, new Precedence(identity));
        position = log.end(TopicNames.WORK);
        heartbeat.start();
    }

    /** Waits until everything stands still again. */
    void settle() {
        if (!dead) {
            standstill.await(runs);
        }
    }

    @Nullable
    Work nextWork() {
        return announcements.isCutOff() || position >= log.end(TopicNames.WORK) ? null : log.work(position);
    }

    void takeWork() {
        var work = log.work(position++);
        if (work instanceof Work.CancelRun cancel
                && runs.answeredFor().contains(cancel.run())
                && stopped.add(cancel.run())) {
            standstill.wakeToStop(cancel.run());
        }
        runs.take(work, job -> job);
    }

    /** The report that stands first, if it may move. */
    @Nullable
    Report nextReport() {
        return announcements.isCutOff() ? null : reports.next();
    }

    SentReports reports() {
        return reports;
    }

    EngineCalls calls() {
        return calls;
    }

    /** Nothing comes in or goes out, and the process does not know. */
    void cutOff() {
        announcements.cutOff();
    }

    void reconnect() {
        announcements.reconnect();
    }

    /**
     * It dies.
     *
     * @return what may still arrive: reports that were on the wire, calls that the engine has received
     */
    List<Runnable> kill() {
        dead = true;
        // first every port, then the threads: what they still say is not heard
        clock.die();
        var late = new ArrayList<>(reports.die());
        late.addAll(calls.die());
        reports.release();
        clock.release();
        fence.acknowledged(time.nanos(), 0);
        runs.drain();
        return late;
    }

    private final class Watching implements RunObserver {
        @Override
        public Observation began(Work.StartRun work) {
            standstill.began(work.run());
            return new Observation() {
                @Override
                public void close() {
                    standstill.ended();
                }
            };
        }
    }
}

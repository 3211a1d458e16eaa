package io.infrabot.session.boundary;

import io.infrabot.events.Beat;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.Topics;
import io.infrabot.events.Work;
import io.infrabot.session.boundary.Standstill.Place;
import io.infrabot.session.writer.SimulatedLog;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import io.infrabot.tools.beat.EngineState;
import io.infrabot.tools.beat.Heartbeat;
import io.infrabot.tools.beat.NodeAnnouncements;
import io.infrabot.tools.beat.NodeDescription;
import io.infrabot.tools.beat.Precedence;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.LaneSize;
import io.infrabot.tools.run.NodeContext;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.Reports;
import io.infrabot.tools.run.RetryPolicy;
import io.infrabot.tools.run.RunObserver;
import io.infrabot.tools.run.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a node that can die: the real runs, lanes, heartbeat and fence, with ports on which each word stands
 * still until the world lets it go on. When it is killed its ports are dead: its threads end, and nothing of them is
 * heard again.
 */
final class NodeProcess {

    private static final Duration OPERATION_TIME = Duration.ofHours(1);

    /** A report on its way; {@code waiter} is the run that waits until it is stored. */
    private static final class Sent {
        private final Report report;
        private final CompletableFuture<Void> stored = new CompletableFuture<>();
        private final @Nullable Thread waiter;
        private boolean isStored;

        private Sent(Report report, @Nullable Thread waiter) {
            this.report = report;
            this.waiter = waiter;
        }
    }

    /** A run in the hands of its tool. */
    private static final class RequestedSession {
        private final Kind kind;
        private final ToolRun run;
        private final Thread thread = Thread.currentThread();
        private @Nullable CompletableFuture<Void> outcome;
        private boolean returned;

        private RequestedSession(Kind kind, ToolRun run) {
            this.kind = kind;
            this.run = run;
        }
    }

    private final SimulatedLog log;
    private final SimulatedTime time;
    private final CountingEngine engine;
    private final Tools tools;
    private final Consumer<Object> beats;
    private final Standstill standstill = new Standstill();
    private final Fence fence = new Fence(new FenceTime());
    private final Runs runs;
    private final Map<Thread, Report> lastWords = new ConcurrentHashMap<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Deque<RequestedSession> calls = new ArrayDeque<>();
    private final Deque<Runnable> unheard = new ArrayDeque<>();
    private final List<Runnable> pauses = new ArrayList<>();
    private final Set<RunId> stopped = new HashSet<>();
    private int position;
    private volatile boolean dead;
    private volatile long lastAcknowledged;
    private boolean cut;

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
        this.engine = engine;
        this.tools = tools;
        this.beats = beats;
        var identity = new NodeIdentity(id, "simulated", incarnation);
        var retry = new RetryPolicy(4, Duration.ofSeconds(1), 0.0, () -> 0.5);
        var own = List.of(tool(Kind.REPEATABLE), tool(Kind.GUARDED), tool(Kind.ONCE));
        var context = new NodeContext(identity, new OwnTime(), new OwnReports(), fence, retry, new Watching());
        runs = new Runs(context, own, Map.of("all", new LaneSize(2, 10)));
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
                description,
                new OwnTime(),
                new OwnAnnouncements(),
                runs,
                EngineState::none,
                fence,
                new Precedence(identity));
        position = log.end(Topics.WORK);
        heartbeat.start();
    }

    /** Waits until everything stands still again. */
    void settle() {
        if (!dead) {
            standstill.await(runs);
        }
    }

    boolean holdsNothing() {
        return runs.answeredFor().isEmpty();
    }

    @Nullable
    Work nextWork() {
        return cut || position >= log.end(Topics.WORK) ? null : log.work(position);
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

    /** The report that stands first, if it may move; see {@link #storeReport} and {@link #acknowledgeReport}. */
    synchronized @Nullable Report nextReport() {
        return cut || sent.isEmpty() ? null : sent.element().report;
    }

    synchronized boolean isNextReportStored() {
        return !sent.isEmpty() && sent.element().isStored;
    }

    synchronized void storeReport() {
        var first = sent.element();
        first.isStored = true;
        log.tell(first.report);
    }

    void acknowledgeReport() {
        Sent first;
        synchronized (this) {
            first = sent.remove();
        }
        if (first.waiter != null) {
            standstill.wake(first.waiter);
        }
        first.stored.complete(null);
    }

    /** What the tools are about to ask of the engine, or have asked: the first that has not returned. */
    synchronized @Nullable Kind nextCall() {
        return calls.isEmpty() ? null : calls.element().kind;
    }

    synchronized OperationId nextCallOf() {
        return calls.element().run.operationId();
    }

    synchronized boolean isNextCallDone() {
        return !calls.isEmpty() && calls.element().outcome != null;
    }

    /** The engine does what it was asked first. */
    synchronized void callEngine() {
        var call = calls.element();
        call.outcome = outcomeOf(call);
    }

    /** The caller is dead; the call arrives all the same. */
    private void arrive(RequestedSession call) {
        call.outcome = outcomeOf(call);
    }

    private CompletableFuture<Void> outcomeOf(RequestedSession call) {
        try {
            tools.act(call.kind, engine, call.run);
            return CompletableFuture.completedFuture(null);
        } catch (ToolFailure e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The tool learns what the engine did. */
    synchronized void returnCall() {
        var call = calls.remove();
        call.returned = true;
        standstill.wake(call.thread);
        notifyAll();
    }

    /** Nothing comes in or goes out, and the process does not know. */
    void cutOff() {
        cut = true;
    }

    void reconnect() {
        cut = false;
        while (!unheard.isEmpty()) {
            unheard.remove().run();
        }
    }

    /**
     * It dies.
     *
     * @return what may still arrive: reports that were on the wire, calls that the engine has received
     */
    List<Runnable> kill() {
        var late = new ArrayList<Runnable>();
        synchronized (this) {
            dead = true;
            sent.stream().filter(each -> !each.isStored).forEach(each -> late.add(() -> log.tell(each.report)));
            calls.stream().filter(each -> each.outcome == null).forEach(each -> late.add(() -> arrive(each)));
            calls.forEach(call -> call.returned = true);
            notifyAll();
        }
        sent.forEach(each -> each.stored.completeExceptionally(new IllegalStateException("killed")));
        pauses.forEach(Runnable::run);
        fence.acknowledged(time.nanos(), 0);
        runs.drain();
        return late;
    }

    private AtomicTool tool(Kind kind) {
        var descriptor =
                new ToolDescriptor(kind.type(), "counted", Map.of(), "all", tools.effectOf(kind), OPERATION_TIME);
        return new AtomicTool() {
            @Override
            public ToolDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
                return standWith(new RequestedSession(kind, run));
            }
        };
    }

    /** Waits at the engine's door; can be told to stop until the engine has done it. */
    private synchronized Map<String, Object> standWith(RequestedSession call) throws ToolFailure, InterruptedException {
        calls.add(call);
        while (!call.returned) {
            standstill.waitsAt(Place.ENGINE);
            try {
                wait();
            } catch (InterruptedException e) {
                if (call.outcome == null) {
                    calls.remove(call);
                    throw e;
                }
            }
        }
        if (dead || call.outcome == null) {
            throw new ToolFailure(ErrorCode.INTERNAL, "killed");
        }
        if (call.outcome.isCompletedExceptionally() && call.outcome.exceptionNow() instanceof ToolFailure failure) {
            throw failure;
        }
        return Map.of();
    }

    private final class OwnReports implements Reports {
        @Override
        public CompletionStage<Void> send(Report report) {
            synchronized (NodeProcess.this) {
                if (dead) {
                    return CompletableFuture.failedFuture(new IllegalStateException("killed"));
                }
                var waits = standstill.isRun() && !(report instanceof Report.Final);
                var one = new Sent(report, waits ? Thread.currentThread() : null);
                sent.add(one);
                if (waits) {
                    lastWords.put(Thread.currentThread(), report);
                    standstill.waitsAt(Place.REPORT);
                }
                return one.stored;
            }
        }

        @Override
        public void send(Progress progress) {
            // not looked at here
        }
    }

    private final class OwnAnnouncements implements NodeAnnouncements {
        @Override
        public CompletionStage<Void> publish(Beat beat) {
            var sentAt = time.nanos();
            return publish(() -> {
                beats.accept(beat);
                lastAcknowledged = sentAt;
                standstill.wakeAt(Place.FENCE);
            });
        }

        @Override
        public CompletionStage<Void> publish(NodeRegistered registered) {
            return publish(() -> beats.accept(registered));
        }

        @Override
        public CompletionStage<Void> withdraw() {
            // nodes are killed here, none leaves
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        private CompletionStage<Void> publish(Runnable word) {
            var stored = new CompletableFuture<Void>();
            Runnable arrive = () -> {
                word.run();
                stored.complete(null);
            };
            if (cut) {
                unheard.add(arrive);
            } else {
                arrive.run();
            }
            return stored;
        }
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

    /** The world's time, as long as the node lives. A run that asks for something later pauses between two attempts. */
    private class OwnTime implements NodeTime {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanos() {
            return time.nanos();
        }

        @Override
        public Pending after(Duration delay, Runnable task) {
            var thread = Thread.currentThread();
            var isPause = lastWords.get(thread) instanceof Report.AttemptFailed;
            if (!isPause) {
                return time.after(delay, () -> {
                    if (!dead) {
                        task.run();
                    }
                });
            }
            synchronized (NodeProcess.this) {
                pauses.add(task);
                if (dead) {
                    task.run();
                }
            }
            var pending = time.after(delay, () -> {
                standstill.wake(thread);
                task.run();
            });
            standstill.waitsAt(Place.PAUSE);
            return pending;
        }
    }

    /** Asked only by the fence: a run that finds it closed waits there. Open for the dead, so that their threads end. */
    private final class FenceTime extends OwnTime {
        @Override
        public long nanos() {
            if (dead) {
                return 0;
            }
            if (time.nanos() - lastAcknowledged > Fence.LIMIT.toNanos()) {
                standstill.waitsAt(Place.FENCE);
            }
            return time.nanos();
        }
    }
}

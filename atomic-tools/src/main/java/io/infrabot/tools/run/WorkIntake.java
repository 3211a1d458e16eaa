package io.infrabot.tools.run;

import io.infrabot.events.Beat;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.Work;
import io.infrabot.events.Work.CancelRun;
import io.infrabot.events.Work.DrainNode;
import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.run.FairQueue.Offer;
import io.infrabot.tools.run.RunObserver.Observation;
import io.infrabot.tools.run.StopSwitch.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** All runs of this incarnation. Work is taken on one thread, one record after another; runs go on in their lanes. */
public final class WorkIntake {

    private static final Logger LOG = Logger.getLogger(WorkIntake.class);

    /** How long a tool that was told to stop has for it. */
    static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private static final String DRAINING = "the node is draining";

    private final NodeContext node;
    private final Map<String, AtomicTool> tools = new TreeMap<>();
    private final Lanes lanes;
    private final RunLedger ledger = new RunLedger();
    private final CompletableFuture<Void> drainAsked = new CompletableFuture<>();
    private volatile boolean draining;

    /** A node with {@code tools}; every lane that one of them names must be in {@code sizes}. */
    public WorkIntake(NodeContext node, List<AtomicTool> tools, Map<String, LaneSize> sizes) {
        this.node = node;
        tools.forEach(tool -> {
            if (this.tools.put(tool.descriptor().type(), tool) != null) {
                throw new IllegalArgumentException(
                        "two tools are named " + tool.descriptor().type());
            }
        });
        lanes = new Lanes(tools, sizes);
        lanes.start(held -> held.within().apply(() -> execute(held)).run());
    }

    /** Takes a record of the work topic; {@code within} wraps what is done for it. Never blocks, never throws for work. */
    public void take(Work work, UnaryOperator<Runnable> within) {
        if (!node.identity().isMeantBy(work)) {
            return;
        }
        switch (work) {
            case StartRun start -> start(start, within);
            case CancelRun cancel -> cancel(cancel);
            case DrainNode _ -> drainAsked.complete(null);
        }
    }

    /** Every run id that the node still answers for. */
    public List<RunId> answeredFor() {
        return ledger.answeredFor();
    }

    /** The lanes as they are now, for a beat. */
    public Map<String, Beat.Lane> lanes() {
        return lanes.states();
    }

    public boolean isDraining() {
        return draining;
    }

    /** Completes when somebody asks the node to drain; does nothing by itself. */
    public CompletionStage<Void> drainAsked() {
        return drainAsked;
    }

    /** Completes once the node answers for no run. */
    public CompletionStage<Void> whenIdle() {
        var idle = new CompletableFuture<Boolean>();
        ledger.whenIdle(idle);
        return idle.thenAccept(_ -> {});
    }

    /** From now on every new run is declined, and so is what waits: others can do it at once. */
    public void drain() {
        draining = true;
        lanes.close();
        ledger.held().stream()
                .filter(lanes::remove)
                .forEach(held -> finish(reports(held).declined(DRAINING)));
    }

    /** Waits for what runs, at most {@code limit}; what is not done by then is interrupted and left unreported. */
    public void close(Duration limit) {
        drain();
        if (!awaitIdle(limit)) {
            ledger.held().forEach(held -> held.stop().stop(Reason.SHUT_DOWN));
            awaitIdle(STOP_GRACE);
        }
    }

    private void start(StartRun work, UnaryOperator<Runnable> within) {
        var known = ledger.find(work.run());
        if (known.isPresent()) {
            if (known.get() instanceof RunLedger.Entry.Ended(var report)) {
                store(report);
            }
            return;
        }
        var reports = new RunReports(work, node.identity(), node.time());
        var tool = tools.get(work.type());
        if (tool == null) {
            var error = OperationError.of(ErrorCode.TOOL_NOT_FOUND, "this node has no tool '" + work.type() + "'");
            finish(reports.failed(0, error, UsageMeter.nothing()));
            return;
        }
        var held = new HeldRun(work, tool, new StopSwitch(), within);
        ledger.take(held);
        switch (lanes.offer(held)) {
            case Offer.Taken<HeldRun> _ -> {}
            case Offer.TakenFor<HeldRun>(var displaced) ->
                finish(reports(displaced).declined("gave way to another's turn"));
            case Offer.Refused<HeldRun> _ -> {
                var lane = tool.descriptor().lane();
                finish(reports.declined(draining ? DRAINING : "lane '" + lane + "' is full"));
            }
        }
    }

    private void cancel(CancelRun cancel) {
        var known = ledger.find(cancel.run());
        if (known.isEmpty()) {
            finish(new Report.Cancelled(
                    cancel.sessionId(),
                    cancel.operationId(),
                    cancel.run(),
                    cancel.node(),
                    cancel.incarnation(),
                    node.time().now(),
                    0,
                    UsageMeter.nothing()));
            return;
        }
        switch (known.get()) {
            case RunLedger.Entry.Ended(var report) -> store(report);
            case RunLedger.Entry.Held(var held) -> {
                if (lanes.remove(held)) {
                    finish(reports(held).cancelled(0, UsageMeter.nothing()));
                } else {
                    held.stop().stop(Reason.CANCELLED);
                }
            }
        }
    }

    private void execute(HeldRun held) {
        try (var observation = node.observer().began(held.work())) {
            var execution = new RunExecution(held, node, observation);
            held.stop().onceStopped(() -> node.time().after(STOP_GRACE, () -> abandon(held, execution, observation)));
            var deadline =
                    node.time().after(Timeouts.of(held), () -> held.stop().stop(Reason.TIMED_OUT));
            var end = execution.run();
            deadline.cancel();
            if (end.isEmpty()) {
                ledger.drop(held.work().run());
            } else {
                finish(end.get(), observation);
            }
        } catch (RuntimeException | Error bug) {
            // whatever went wrong here, the run must not stay for ever: it would be neither done nor cancellable
            LOG.errorf(bug, "a run failed for no good reason: %s", held.work().run());
            finish(reports(held)
                    .failed(
                            held.work().attempt(),
                            OperationError.of(ErrorCode.INTERNAL, "the node failed; its log says why"),
                            UsageMeter.nothing()));
        }
    }

    private void abandon(HeldRun held, RunExecution execution, Observation observation) {
        if (held.stop().isInside()) {
            execution.abandoned().ifPresent(end -> finish(end, observation));
        }
    }

    private void finish(Report.Final end, Observation observation) {
        if (ledger.end(end)) {
            observation.ended(end);
            store(end);
        }
    }

    private void finish(Report.Final end) {
        if (ledger.end(end)) {
            store(end);
        }
    }

    private void store(Report.Final end) {
        var _ = node.reports().send(end).whenComplete((_, failure) -> {
            if (failure == null) {
                ledger.stored(end.run());
            }
        });
    }

    private boolean awaitIdle(Duration limit) {
        var idle = new CompletableFuture<Boolean>();
        var pending = node.time().after(limit, () -> idle.complete(false));
        ledger.whenIdle(idle);
        var done = idle.join();
        pending.cancel();
        return done;
    }

    private RunReports reports(HeldRun held) {
        return new RunReports(held.work(), node.identity(), node.time());
    }
}

package io.infrabot.session.boundary;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.events.Topics;
import io.infrabot.session.boundary.Boundary.Group;
import io.infrabot.session.boundary.Boundary.Side;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.writer.FoldedHistory;
import io.infrabot.session.writer.SimulatedLog;
import io.infrabot.session.writer.WriterProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation and its neighbour on their way through one writer and two nodes, step by step in an order that the seed
 * decides. The process that takes a step may be killed before or after it; it comes back, or another takes over, and the
 * world goes on until it is quiet.
 */
final class World {

    static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    static final OperationId OPERATION = OperationIds.of(SESSION, "/test", "operation");

    /** Another one of the same kind, so that inputs and facts of two lie between each other. */
    static final OperationId NEIGHBOUR = OperationIds.of(SESSION, "/test", "neighbour");

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int QUIET_TICKS = 14;
    private static final int MOST_TICKS = 1_200;

    /**
     * Where processes are to be killed: at the first of these boundaries that are met.
     *
     * @param kills how many in all
     */
    record Plan(Set<Boundary> at, int kills) {}

    private record Step(int owner, Group group, String what, Runnable act) {}

    private static final int WRITER = -1;

    private final Random random;
    private final Kind kind;
    private final Story story;
    private final Tools tools;
    private final SimulatedTime time = new SimulatedTime();
    final SimulatedLog log = new SimulatedLog(time::nanos);
    final CountingEngine engine;
    private final @Nullable NodeProcess[] nodes = new NodeProcess[2];
    private final int[] incarnations = new int[2];
    private final int[] backAt = new int[2];
    private final Deque<Runnable> late = new ArrayDeque<>();
    private final Deque<String> toAsk = new ArrayDeque<>();
    private final Plan plan;
    private final Set<Boundary> seen = new LinkedHashSet<>();
    private final List<Boundary> killedAt = new ArrayList<>();
    private @Nullable WriterProcess dead;
    private @Nullable WriterProcess writer;
    private int writerBackAt;
    private int ticks;
    private int quietTicks;
    private int steps;
    private int lateEffects;
    private int cutNode = -1;
    private int cutUntil;
    private boolean hasBegun;
    private boolean storyTold = true;
    private boolean nodeWasDisturbed;

    World(long seed, Kind kind, Story story, Tools tools, Plan plan) {
        this.random = new Random(seed);
        this.kind = kind;
        this.story = story;
        this.tools = tools;
        this.plan = plan;
        engine = new CountingEngine(firstCall());
        writer = new WriterProcess(log, time::nanos);
        for (int node = 0; node < nodes.length; node++) {
            start(node);
        }
    }

    private CountingEngine.FirstCall firstCall() {
        return switch (story) {
            case PLAIN, CANCELLED, CUT_OFF -> CountingEngine.FirstCall.DONE;
            case RETRIED ->
                random.nextBoolean() ? CountingEngine.FirstCall.REFUSED : CountingEngine.FirstCall.DONE_AND_ANSWER_LOST;
            case RETRIED_AND_CUT_OFF -> CountingEngine.FirstCall.DONE_AND_ANSWER_LOST;
        };
    }

    /** Lives through everything once; false: it never became quiet. */
    boolean live() {
        log.ask(new Request.CreateSession(SESSION, "team", null, null, null, null, null), "session");
        if (!untilQuiet(() -> true)) {
            return false;
        }
        writer().commit();
        hasBegun = true;
        storyTold = story == Story.PLAIN || story == Story.RETRIED;
        toAsk.add(random.nextBoolean() ? "neighbour" : "operation");
        toAsk.add(toAsk.element().equals("operation") ? "neighbour" : "operation");
        return untilQuiet(() -> isOver(OPERATION) && isOver(NEIGHBOUR));
    }

    /** The same requests come once more; false: the world did not become quiet. */
    boolean repeat() {
        toAsk.addAll(List.of("operation", "neighbour"));
        return untilQuiet(() -> true);
    }

    private void ask() {
        if (!toAsk.isEmpty() && random.nextInt(3) == 0) {
            log.ask(
                    new Request.RunOperation(null, SESSION, kind.type(), Map.of(), null, Duration.ofHours(1)),
                    toAsk.remove());
        }
    }

    WriterProcess writer() {
        return Objects.requireNonNull(writer, "the writer is dead");
    }

    /** The boundaries that were met, killed at or not. */
    Set<Boundary> seen() {
        return seen;
    }

    List<Boundary> killedAt() {
        return killedAt;
    }

    int steps() {
        return steps;
    }

    /** Effects that began when their operation was over: of nodes that were cut off and did not know. */
    int lateEffects() {
        return lateEffects;
    }

    /** Whether a node was killed or cut off: only then may a once effect end unknown. */
    boolean nodeWasDisturbed() {
        return nodeWasDisturbed;
    }

    private boolean isOver(OperationId id) {
        var operation = writer == null ? null : writer.operation(id);
        return operation != null && operation.isOver();
    }

    private boolean untilQuiet(java.util.function.BooleanSupplier done) {
        quietTicks = 0;
        var deadline = ticks + MOST_TICKS;
        while (ticks < deadline) {
            if (quietTicks >= QUIET_TICKS && isSettled() && done.getAsBoolean()) {
                return true;
            }
            ask();
            var enabled = enabled();
            if (enabled.isEmpty() || random.nextInt(10) == 0) {
                tick();
            } else {
                perform(enabled.get(random.nextInt(enabled.size())));
            }
        }
        return false;
    }

    private boolean isSettled() {
        return storyTold && toAsk.isEmpty() && late.isEmpty() && cutNode < 0 && writer != null;
    }

    private List<Step> enabled() {
        var steps = new ArrayList<Step>();
        if (writer != null) {
            addWriterSteps(steps, writer);
        }
        for (int node = 0; node < nodes.length; node++) {
            var process = nodes[node];
            if (process != null) {
                addNodeSteps(steps, node, process);
            }
        }
        return steps;
    }

    private void addWriterSteps(List<Step> steps, WriterProcess writer) {
        for (var topic : writer.readable()) {
            var group = topic.equals(Topics.SESSION_EVENTS) ? Group.FACT_READ_BACK : Group.INPUT_TAKEN;
            steps.add(new Step(WRITER, group, writer.next(topic), () -> writer.take(topic)));
        }
        for (var topic : writer.sending()) {
            var group = switch (topic) {
                case Topics.SESSION_EVENTS -> Group.FACT_WRITTEN;
                case Topics.WORK -> Group.WORK_SENT;
                case Topics.SESSION_STATE -> Group.STATE_SAID;
                default -> Group.TIMER_WRITTEN;
            };
            steps.add(new Step(WRITER, group, writer.sendingFirst(topic), () -> writer.send(topic)));
        }
        if (!steps.isEmpty() && random.nextInt(6) == 0) {
            steps.add(new Step(WRITER, Group.COMMITTED, "offsets", writer::commit));
        }
    }

    private void addNodeSteps(List<Step> steps, int node, NodeProcess process) {
        var work = process.nextWork();
        if (work != null) {
            steps.add(new Step(node, Group.WORK_TAKEN, work.getClass().getSimpleName(), process::takeWork));
        }
        var report = process.nextReport();
        if (report != null) {
            var name = report.getClass().getSimpleName();
            steps.add(
                    process.isNextReportStored()
                            ? new Step(node, Group.REPORT_ACKNOWLEDGED, name, process::acknowledgeReport)
                            : new Step(node, Group.REPORT_STORED, name, process::storeReport));
        }
        var call = process.nextCall();
        if (call != null) {
            steps.add(
                    process.isNextCallDone()
                            ? new Step(node, Group.EFFECT_RETURNED, call.name(), process::returnCall)
                            : new Step(node, Group.EFFECT, call.name(), () -> callEngine(process)));
        }
    }

    private void callEngine(NodeProcess process) {
        var operation = FoldedHistory.of(log).operation(process.nextCallOf());
        if (operation != null && operation.isOver()) {
            lateEffects++;
        }
        process.callEngine();
    }

    private void perform(Step step) {
        steps++;
        quietTicks = 0;
        var before = new Boundary(step.group(), step.what(), Side.BEFORE);
        var after = new Boundary(step.group(), step.what(), Side.AFTER);
        if (isKilledAt(before)) {
            kill(step.owner());
            return;
        }
        step.act().run();
        settleNodes();
        if (isKilledAt(after)) {
            kill(step.owner());
        }
        tellStory();
        arriveLate();
    }

    private boolean isKilledAt(Boundary boundary) {
        if (!hasBegun) {
            return false;
        }
        seen.add(boundary);
        if (killedAt.size() >= plan.kills() || !plan.at().contains(boundary)) {
            return false;
        }
        if (random.nextInt(8) == 0) {
            // not always the first time
            return false;
        }
        killedAt.add(boundary);
        return true;
    }

    private void settleNodes() {
        for (var node : nodes) {
            if (node != null) {
                node.settle();
            }
        }
    }

    private void kill(int owner) {
        if (owner == WRITER) {
            dead = writer();
            writer = null;
            late.addAll(dead.die(random));
            writerBackAt = ticks + random.nextInt(12);
            if (random.nextBoolean()) {
                // a standby takes over at once: the last words of the dead may come after its first
                succeed();
            }
        } else {
            nodeWasDisturbed = true;
            // of what was on the wire some arrives late, the rest never
            Objects.requireNonNull(nodes[owner]).kill().stream()
                    .filter(_ -> random.nextBoolean())
                    .forEach(late::add);
            nodes[owner] = null;
            if (cutNode == owner) {
                cutNode = -1;
            }
            backAt[owner] = ticks + (random.nextInt(4) == 0 ? 0 : random.nextInt(40));
        }
    }

    private void arriveLate() {
        if (!late.isEmpty() && random.nextInt(4) == 0) {
            late.remove().run();
        }
    }

    private void start(int node) {
        var id = new NodeId("node-" + (node + 1));
        nodes[node] = new NodeProcess(id, id + "#" + ++incarnations[node], log, time, engine, tools, this::heard);
    }

    private void heard(Object word) {
        if (word instanceof NodeRegistered registered) {
            log.register(registered);
            if (writer != null) {
                writer.nodes().registered(registered.node(), registered);
            }
        } else if (word instanceof Beat beat && writer != null) {
            writer.nodes().beat(beat);
        }
    }

    /** Time passes: beats, pauses, patience; the dead come back. */
    private void tick() {
        ticks++;
        quietTicks++;
        time.pass(TICK, this::settleNodes);
        if (dead != null && ticks >= writerBackAt) {
            succeed();
        }
        for (int node = 0; node < nodes.length; node++) {
            if (nodes[node] == null && ticks >= backAt[node]) {
                start(node);
            }
        }
        if (cutNode >= 0 && ticks >= cutUntil) {
            Objects.requireNonNull(nodes[cutNode]).reconnect();
            cutNode = -1;
            quietTicks = 0;
            settleNodes();
        }
        if (writer != null) {
            writer.nodes().echoSeen(time.nanos());
            writer.tick();
        }
        tellStory();
        arriveLate();
    }

    private void succeed() {
        writer = Objects.requireNonNull(dead).successor(random);
        dead = null;
    }

    private void tellStory() {
        if (storyTold) {
            return;
        }
        if (story == Story.RETRIED_AND_CUT_OFF) {
            cutOffInThePause();
            return;
        }
        if (random.nextInt(8) != 0) {
            return;
        }
        var operation = writer == null ? null : writer.operation(OPERATION);
        switch (story) {
            case CANCELLED -> {
                if (operation != null) {
                    log.ask(new Request.CancelOperation(SESSION, OPERATION, null), "cancel");
                    storyTold = true;
                }
            }
            case CUT_OFF -> {
                if (operation != null && operation.phase() instanceof Phase.OnNode onNode) {
                    cutOff(onNode.run().node(), 8 + random.nextInt(20));
                    storyTold = true;
                } else if (operation != null && operation.isOver()) {
                    storyTold = true;
                }
            }
            case PLAIN, RETRIED, RETRIED_AND_CUT_OFF -> {
                // nothing beside the kill, or told above
            }
        }
    }

    /** From a little less than what closes a fence to a little more than what loses a node. */
    private void cutOffInThePause() {
        var failed = log.reports().stream()
                .filter(Report.AttemptFailed.class::isInstance)
                .findFirst();
        if (failed.isPresent()) {
            cutOff(failed.get().node(), 5 + random.nextInt(7));
            storyTold = true;
        } else if (isOver(OPERATION) && isOver(NEIGHBOUR)) {
            storyTold = true;
        }
    }

    private void cutOff(NodeId id, int forTicks) {
        var node = id.equals(new NodeId("node-1")) ? 0 : 1;
        var process = nodes[node];
        if (process != null) {
            nodeWasDisturbed = true;
            process.cutOff();
            cutNode = node;
            cutUntil = ticks + forTicks;
        }
    }

    /** Ends every thread. */
    void end() {
        for (var node : nodes) {
            if (node != null) {
                node.kill();
            }
        }
    }
}

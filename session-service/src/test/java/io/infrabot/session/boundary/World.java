package io.infrabot.session.boundary;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.session.writer.SimulatedLog;
import io.infrabot.session.writer.WriterProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

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

    private static final int QUIET_TICKS = 14;
    private static final int MOST_TICKS = 1_200;

    private final Random random;
    private final Kind kind;
    private final SimulatedTime time = new SimulatedTime();
    final SimulatedLog log = new SimulatedLog(time::nanos);
    final CountingEngine engine;
    private final Processes processes;
    private final NextSteps next;
    private final Storyteller storyteller;
    private final Kills kills;
    private final Deque<String> toAsk = new ArrayDeque<>();
    private int quietTicks;
    private int steps;
    private boolean hasBegun;

    World(long seed, Kind kind, Story story, Tools tools, Kills.Plan plan) {
        this.random = new Random(seed);
        this.kind = kind;
        engine = new CountingEngine(story.firstCall(random));
        processes = new Processes(random, time, log, engine, tools);
        next = new NextSteps(processes, log, random);
        storyteller = new Storyteller(story, random, log, processes);
        kills = new Kills(plan, random);
    }

    /** Lives through everything once; false: it never became quiet. */
    boolean live() {
        log.ask(new Request.CreateSession(SESSION, "team", null, null, null, null, null), "session");
        if (!untilQuiet(() -> true)) {
            return false;
        }
        writer().commit();
        hasBegun = true;
        storyteller.begin();
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

    private boolean untilQuiet(BooleanSupplier done) {
        quietTicks = 0;
        var deadline = time.ticks() + MOST_TICKS;
        while (time.ticks() < deadline) {
            if (quietTicks >= QUIET_TICKS && isSettled() && done.getAsBoolean()) {
                return true;
            }
            ask();
            var enabled = next.all();
            if (enabled.isEmpty() || random.nextInt(10) == 0) {
                tick();
            } else {
                perform(enabled.get(random.nextInt(enabled.size())));
            }
        }
        return false;
    }

    private boolean isSettled() {
        return storyteller.isDone() && toAsk.isEmpty() && processes.areWhole();
    }

    private boolean isOver(OperationId id) {
        var operation = processes.operation(id);
        return operation != null && operation.isOver();
    }

    private void perform(Step step) {
        steps++;
        quietTicks = 0;
        if (isKilledAt(step.before())) {
            processes.kill(step.owner());
            return;
        }
        step.act().run();
        processes.settle();
        if (isKilledAt(step.after())) {
            processes.kill(step.owner());
        }
        storyteller.tell();
        processes.arriveLate();
    }

    private boolean isKilledAt(Boundary boundary) {
        return hasBegun && kills.isDueAt(boundary);
    }

    /** Time passes: beats, pauses, patience; the dead come back. */
    private void tick() {
        quietTicks++;
        time.tick(processes::settle);
        if (processes.comeBack()) {
            quietTicks = 0;
        }
        processes.tickWriter();
        storyteller.tell();
        processes.arriveLate();
    }

    WriterProcess writer() {
        return Objects.requireNonNull(processes.writer(), "the writer is dead");
    }

    /** The boundaries that were met, killed at or not. */
    Set<Boundary> seen() {
        return kills.seen();
    }

    List<Boundary> killedAt() {
        return kills.killedAt();
    }

    int steps() {
        return steps;
    }

    /** Effects that began when their operation was over: of nodes that were cut off and did not know. */
    int lateEffects() {
        return next.lateEffects();
    }

    /** Whether a node was killed or cut off: only then may a once effect end unknown. */
    boolean nodeWasDisturbed() {
        return processes.nodeWasDisturbed();
    }

    /** Ends every thread. */
    void end() {
        processes.end();
    }
}

package io.infrabot.session.boundary;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.OperationId;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.writer.SimulatedLog;
import io.infrabot.session.writer.WriterProcess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One writer and two nodes: who lives, who is dead and until when, which node is cut off, and what of the dead is still
 * on its way.
 */
final class Processes {

    static final int NODES = 2;

    private final Random random;
    private final SimulatedTime time;
    private final SimulatedLog log;
    private final CountingEngine engine;
    private final Tools tools;
    private final @Nullable NodeProcess[] nodes = new NodeProcess[NODES];
    private final int[] incarnations = new int[NODES];
    private final int[] backAt = new int[NODES];
    private final Deque<Runnable> late = new ArrayDeque<>();
    private @Nullable WriterProcess dead;
    private @Nullable WriterProcess writer;
    private int writerBackAt;
    private int cutNode = -1;
    private int cutUntil;
    private boolean nodeWasDisturbed;

    Processes(Random random, SimulatedTime time, SimulatedLog log, CountingEngine engine, Tools tools) {
        this.random = random;
        this.time = time;
        this.log = log;
        this.engine = engine;
        this.tools = tools;
        writer = new WriterProcess(log, time::nanos);
        for (int node = 0; node < NODES; node++) {
            start(node);
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

    /** The writer, where one lives. */
    @Nullable
    WriterProcess writer() {
        return writer;
    }

    /** The node of that index, where it lives. */
    @Nullable
    NodeProcess node(int index) {
        return nodes[index];
    }

    /** What the writer knows of an operation; null, too, where none lives. */
    @Nullable
    Operation operation(OperationId id) {
        return writer == null ? null : writer.operation(id);
    }

    /** Waits until the nodes stand still again. */
    void settle() {
        for (var node : nodes) {
            if (node != null) {
                node.settle();
            }
        }
    }

    /** Whether everything lives, hears and is heard, and nothing of the dead is on its way. */
    boolean areWhole() {
        return late.isEmpty() && cutNode < 0 && writer != null;
    }

    /** Kills the owner of a {@link Step}. */
    void kill(int owner) {
        if (owner == Step.WRITER) {
            dead = Objects.requireNonNull(writer, "the writer is dead");
            writer = null;
            late.addAll(dead.die(random));
            writerBackAt = time.ticks() + random.nextInt(12);
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
            backAt[owner] = time.ticks() + (random.nextInt(4) == 0 ? 0 : random.nextInt(40));
        }
    }

    private void succeed() {
        writer = Objects.requireNonNull(dead).successor(random);
        dead = null;
    }

    void arriveLate() {
        if (!late.isEmpty() && random.nextInt(4) == 0) {
            late.remove().run();
        }
    }

    /** Those whose time has come live again; true: a node is connected again that was cut off. */
    boolean comeBack() {
        if (dead != null && time.ticks() >= writerBackAt) {
            succeed();
        }
        for (int node = 0; node < NODES; node++) {
            if (nodes[node] == null && time.ticks() >= backAt[node]) {
                start(node);
            }
        }
        if (cutNode < 0 || time.ticks() < cutUntil) {
            return false;
        }
        Objects.requireNonNull(nodes[cutNode]).reconnect();
        cutNode = -1;
        settle();
        return true;
    }

    /** The writer's canary and its timers. */
    void tickWriter() {
        if (writer != null) {
            writer.nodes().echoSeen(time.nanos());
            writer.tick();
        }
    }

    /** A node that lives hears nothing and is not heard, for so many ticks. */
    void cutOff(NodeId id, int forTicks) {
        var node = id.equals(new NodeId("node-1")) ? 0 : 1;
        var process = nodes[node];
        if (process != null) {
            nodeWasDisturbed = true;
            process.cutOff();
            cutNode = node;
            cutUntil = time.ticks() + forTicks;
        }
    }

    /** Whether a node was killed or cut off: only then may a once effect end unknown. */
    boolean nodeWasDisturbed() {
        return nodeWasDisturbed;
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

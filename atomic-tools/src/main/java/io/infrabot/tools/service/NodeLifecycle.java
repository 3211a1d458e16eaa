package io.infrabot.tools.service;

import io.infrabot.events.NodeRegistered;
import io.infrabot.tools.beat.Heartbeat;
import io.infrabot.tools.beat.NodeShutdown;
import io.infrabot.tools.beat.Precedence;
import io.infrabot.tools.kafka.WorkConsumer;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.WorkIntake;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * From the start of the process to its end: fix the position on the work topic, then beat. SIGTERM gives what runs a
 * limited time, and the node stays registered: it is expected back. Asked to drain, it lets what runs end by itself,
 * takes its registration back and ends with exit code 0. Replaced by another process under its id, it stops at once what
 * it runs, which is given away already, and ends with exit code 4.
 */
@ApplicationScoped
class NodeLifecycle {

    private static final Logger LOG = Logger.getLogger(NodeLifecycle.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    /** The exit code of a process that another one under the same node id has replaced. */
    private static final int REPLACED = 4;

    private final NodeIdentity identity;
    private final NodeTime time;
    private final NodeConfig config;
    private final WorkConsumer work;
    private final WorkIntake runs;
    private final Heartbeat heartbeat;
    private final Precedence precedence;
    private final NodeShutdown shutdown;
    private volatile boolean stopping;
    private volatile boolean replaced;
    private volatile Logger.Level waiting = Logger.Level.INFO;

    NodeLifecycle(
            NodeIdentity identity,
            NodeTime time,
            NodeConfig config,
            WorkConsumer work,
            WorkIntake runs,
            Heartbeat heartbeat,
            Precedence precedence) {
        this.identity = identity;
        this.time = time;
        this.config = config;
        this.work = work;
        this.runs = runs;
        this.heartbeat = heartbeat;
        this.precedence = precedence;
        this.shutdown = new NodeShutdown(heartbeat, runs, time);
    }

    void start(@Observes StartupEvent event) {
        LOG.infof("node %s (%s) starts as incarnation %s", identity.node(), identity.kind(), identity.incarnation());
        var _ = runs.drainAsked().thenRunAsync(this::drain, Thread::startVirtualThread);
        var _ = precedence.replaced().thenAcceptAsync(this::giveWay, Thread::startVirtualThread);
        tryToJoin();
    }

    private void giveWay(NodeRegistered other) {
        if (stopping) {
            return;
        }
        replaced = true;
        LOG.errorf(
                "node %s was started once more, on host %s as incarnation %s: that one goes on, this one (%s) ends. No two"
                        + " processes may share an id; give one of them another INFRABOT_NODE_ID",
                identity.node(), other.host(), other.incarnation(), identity.incarnation());
        runs.drain();
        Quarkus.asyncExit(REPLACED);
    }

    private void drain() {
        shutdown.begin();
        LOG.infof("node %s drains; it leaves when what it runs is over", identity.node());
        var _ = shutdown.forGood().thenRun(() -> {
            LOG.infof("node %s has drained", identity.node());
            Quarkus.asyncExit(0);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        var limit = replaced ? Duration.ZERO : config.shutdownWait();
        LOG.infof("node %s stops; up to %s for what runs", identity.node(), limit);
        shutdown.now(limit);
    }

    /** The broker may be away, or its topics not made yet: the node waits for them, however long it takes. */
    private void tryToJoin() {
        Thread.startVirtualThread(() -> {
            try {
                work.fixPosition();
                heartbeat.start();
                LOG.infof("node %s has joined", identity.node());
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.logf(waiting, "node %s cannot join yet: %s", identity.node(), e);
                    // it tries all the time, and says so once
                    waiting = Logger.Level.DEBUG;
                    time.after(BETWEEN_TRIES, this::tryToJoin);
                }
            }
        });
    }
}

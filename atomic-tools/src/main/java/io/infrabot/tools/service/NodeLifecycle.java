package io.infrabot.tools.service;

import io.infrabot.tools.beat.Departure;
import io.infrabot.tools.beat.Heart;
import io.infrabot.tools.kafka.WorkConsumer;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.Runs;
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
 * takes its registration back and ends with exit code 0.
 */
@ApplicationScoped
class NodeLifecycle {

    private static final Logger LOG = Logger.getLogger(NodeLifecycle.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final NodeIdentity identity;
    private final NodeTime time;
    private final NodeConfig config;
    private final WorkConsumer work;
    private final Runs runs;
    private final Heart heart;
    private final Departure departure;
    private volatile boolean stopping;
    private volatile Logger.Level waiting = Logger.Level.INFO;

    NodeLifecycle(NodeIdentity identity, NodeTime time, NodeConfig config, WorkConsumer work, Runs runs, Heart heart) {
        this.identity = identity;
        this.time = time;
        this.config = config;
        this.work = work;
        this.runs = runs;
        this.heart = heart;
        this.departure = new Departure(heart, runs, time);
    }

    void start(@Observes StartupEvent event) {
        LOG.infof("node %s (%s) starts as incarnation %s", identity.node(), identity.kind(), identity.incarnation());
        var _ = runs.drainAsked().thenRunAsync(this::drain, Thread::startVirtualThread);
        tryToJoin();
    }

    private void drain() {
        departure.begin();
        LOG.infof("node %s drains; it leaves when what it runs is over", identity.node());
        var _ = departure.forGood().thenRun(() -> {
            LOG.infof("node %s has drained", identity.node());
            Quarkus.asyncExit(0);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        LOG.infof("node %s stops; up to %s for what runs", identity.node(), config.shutdownWait());
        departure.now(config.shutdownWait());
    }

    /** The broker may be away, or its topics not made yet: the node waits for them, however long it takes. */
    private void tryToJoin() {
        Thread.startVirtualThread(() -> {
            try {
                work.fixPosition();
                heart.start();
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

package io.infrabot.session.wiring;

import io.infrabot.service.log.BrokerContact;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.nodes.NodeChanges;
import io.infrabot.session.owner.OpenPartitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/** Says in the log what has changed since it last looked: the broker, the nodes, the partitions that are written here. */
@ApplicationScoped
class ChangeLogger {

    private static final Logger LOG = Logger.getLogger(ChangeLogger.class);

    private final KnownNodes nodes;
    private final OpenPartitions open;
    private final BrokerContact broker = BrokerContact.logged();
    private final NodeChanges nodesSeen = new NodeChanges();
    private Set<Integer> written = Set.of();

    ChangeLogger(KnownNodes nodes, OpenPartitions open) {
        this.nodes = nodes;
        this.open = open;
    }

    /** Our own beat has come back from the broker. */
    void echoSeen(long nanoTime) {
        broker.answered(nanoTime);
    }

    /** Looks again. Called by one thread, a few times a second. */
    void look(long nanoTime) {
        try {
            broker.look(nanoTime);
            nodesSeen.changes(nodes.known()).forEach(LOG::info);
            var now = open.all();
            if (!now.equals(written)) {
                written = now;
                LOG.infof("this instance writes the partitions %s", now);
            }
        } catch (RuntimeException e) {
            // who calls would never call again
            LOG.error("what has changed could not be looked at", e);
        }
    }
}

package io.infrabot.tools.run;

import io.infrabot.events.NodeId;
import io.infrabot.events.Work;

/**
 * Who this process is.
 *
 * @param incarnation new at every start of the process
 */
public record NodeIdentity(NodeId node, String kind, String incarnation) {

    /** Whether {@code work} is meant for this very process. */
    public boolean isMeantBy(Work work) {
        return work.node().equals(node) && work.incarnation().equals(incarnation);
    }
}

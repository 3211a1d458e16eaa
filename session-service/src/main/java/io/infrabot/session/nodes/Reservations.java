package io.infrabot.session.nodes;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Placements that no beat has shown yet: they count against their node for a second at most. Not thread-safe. */
final class Reservations {

    private record Reservation(RunId run, String lane, Duration madeAt) {}

    private final Map<NodeId, Map<RunId, Reservation>> made = new HashMap<>();

    void make(NodeId node, RunId run, String lane, Duration now) {
        made.computeIfAbsent(node, _ -> new HashMap<>()).put(run, new Reservation(run, lane, now));
    }

    /** The node beats, {@code isNew} for the first time in this incarnation. */
    void beat(Beat beat, boolean isNew, Duration now) {
        var ofNode = made.get(beat.node());
        if (ofNode != null) {
            ofNode.values()
                    .removeIf(each -> isNew
                            || beat.runs().contains(each.run())
                            || now.minus(each.madeAt()).compareTo(KnownNodes.SUSPECT_AFTER) > 0);
        }
    }

    /** What is known of the node does not count any more. */
    void forget(NodeId node) {
        made.remove(node);
    }

    /** How many of them a node has, by lane. */
    Map<String, Integer> of(NodeId node) {
        var byLane = new HashMap<String, Integer>();
        made.getOrDefault(node, Map.of()).values().forEach(each -> byLane.merge(each.lane(), 1, Integer::sum));
        return byLane;
    }
}

package io.infrabot.session.placement;

import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import java.util.Comparator;
import java.util.List;

/** Chooses a node: target and home engine first, then the most free slots. */
public sealed interface Placement {

    /** This node takes it. */
    record On(Candidate node) implements Placement {}

    /** Nobody can take it now. */
    record Wait(WaitingReason reason) implements Placement {}

    /** Types that may leave the session's home engine, because they bring what they need with them. */
    String PULL = "docker.pull";

    /** Chooses one of {@code nodes}. */
    static Placement choose(PlacementRequest request, List<Candidate> nodes) {
        var reachable = reachable(request, nodes);
        if (reachable instanceof Reachable.Nobody(var reason)) {
            return new Wait(reason);
        }
        return ((Reachable.These) reachable)
                .nodes().stream()
                        .filter(node -> request.mayPreempt() || node.room(request.type()) > 0)
                        .max(preferred(request))
                        .<Placement>map(On::new)
                        .orElse(new Wait(WaitingReason.NODES_BUSY));
    }

    /** How many operations of this kind the nodes would take now. */
    static int room(PlacementRequest request, List<Candidate> nodes) {
        return switch (reachable(request, nodes)) {
            case Reachable.Nobody _ -> 0;
            case Reachable.These(var those) ->
                those.stream()
                        .mapToInt(node -> Math.max(0, node.room(request.type())))
                        .sum();
        };
    }

    /** Every node that could do it, full or not, by name; or why there is none. */
    static Reachable reachable(PlacementRequest request, List<Candidate> nodes) {
        var capable = nodes.stream()
                .filter(node -> node.alive() && node.can(request.type()))
                .toList();
        if (capable.isEmpty()) {
            return new Reachable.Nobody(WaitingReason.NO_CAPABLE_NODE);
        }
        var matching =
                capable.stream().filter(node -> matches(node, request.target())).toList();
        if (matching.isEmpty()) {
            return new Reachable.Nobody(WaitingReason.NO_MATCHING_NODE);
        }
        var reachable = matching.stream()
                .filter(Candidate::able)
                .filter(node -> mayRunOn(node, request))
                .sorted(Comparator.comparing(node -> node.id().value()))
                .toList();
        return reachable.isEmpty()
                ? new Reachable.Nobody(WaitingReason.ENGINE_UNAVAILABLE)
                : new Reachable.These(reachable);
    }

    /** Who could do it. */
    sealed interface Reachable {

        /** At least one node. */
        record These(List<Candidate> nodes) implements Reachable {}

        /** Nobody, and why. */
        record Nobody(WaitingReason reason) implements Reachable {}
    }

    private static boolean matches(Candidate node, Target target) {
        return switch (target.kind()) {
            case any, all -> true;
            case node -> node.id().value().equals(target.node());
            case labels ->
                target.labels() != null
                        && node.labels().entrySet().containsAll(target.labels().entrySet());
        };
    }

    private static boolean mayRunOn(Candidate node, PlacementRequest request) {
        return request.homeEngine() == null
                || node.engine() == null
                || request.type().equals(PULL)
                || request.homeEngine().equals(node.engine());
    }

    /** The home engine before others, then free slots; reservations make equal nodes take turns. */
    private static Comparator<Candidate> preferred(PlacementRequest request) {
        return Comparator.<Candidate, Boolean>comparing(node ->
                        request.homeEngine() != null && request.homeEngine().equals(node.engine()))
                .thenComparing(node -> node.freeSlots(request.type()))
                .thenComparing(node -> node.id().value(), Comparator.reverseOrder());
    }
}

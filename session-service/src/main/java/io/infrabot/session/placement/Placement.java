package io.infrabot.session.placement;

import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import java.util.Comparator;
import java.util.List;

/** Chooses a node: target and home engine first, then the most free slots. */
public sealed interface Placement {

    /** This node takes it. */
    record On(NodeView node) implements Placement {}

    /** Nobody can take it now. */
    record Wait(WaitingReason reason) implements Placement {}

    /** Types that may leave the session's home engine, because they bring what they need with them. */
    String PULL = "docker.pull";

    /** Chooses one of {@code nodes}. */
    static Placement choose(Wish wish, List<NodeView> nodes) {
        var reachable = reachable(wish, nodes);
        if (reachable instanceof Reachable.Nobody(var reason)) {
            return new Wait(reason);
        }
        return ((Reachable.These) reachable)
                .nodes().stream()
                        .filter(node -> wish.knocks() || node.room(wish.type()) > 0)
                        .max(preferred(wish))
                        .<Placement>map(On::new)
                        .orElse(new Wait(WaitingReason.NODES_BUSY));
    }

    /** How many operations with this wish the nodes would take now. */
    static int room(Wish wish, List<NodeView> nodes) {
        return switch (reachable(wish, nodes)) {
            case Reachable.Nobody _ -> 0;
            case Reachable.These(var those) ->
                those.stream()
                        .mapToInt(node -> Math.max(0, node.room(wish.type())))
                        .sum();
        };
    }

    /** Every node that could do it, full or not, by name; or why there is none. */
    static Reachable reachable(Wish wish, List<NodeView> nodes) {
        var capable = nodes.stream()
                .filter(node -> node.alive() && node.can(wish.type()))
                .toList();
        if (capable.isEmpty()) {
            return new Reachable.Nobody(WaitingReason.NO_CAPABLE_NODE);
        }
        var matching =
                capable.stream().filter(node -> matches(node, wish.target())).toList();
        if (matching.isEmpty()) {
            return new Reachable.Nobody(WaitingReason.NO_MATCHING_NODE);
        }
        var reachable = matching.stream()
                .filter(NodeView::able)
                .filter(node -> mayRunOn(node, wish))
                .sorted(Comparator.comparing(node -> node.id().value()))
                .toList();
        return reachable.isEmpty()
                ? new Reachable.Nobody(WaitingReason.ENGINE_UNAVAILABLE)
                : new Reachable.These(reachable);
    }

    /** Who could do it. */
    sealed interface Reachable {

        /** At least one node. */
        record These(List<NodeView> nodes) implements Reachable {}

        /** Nobody, and why. */
        record Nobody(WaitingReason reason) implements Reachable {}
    }

    private static boolean matches(NodeView node, Target target) {
        return switch (target.kind()) {
            case any, all -> true;
            case node -> node.id().value().equals(target.node());
            case labels ->
                target.labels() != null
                        && node.labels().entrySet().containsAll(target.labels().entrySet());
        };
    }

    private static boolean mayRunOn(NodeView node, Wish wish) {
        return wish.homeEngine() == null
                || node.engine() == null
                || wish.type().equals(PULL)
                || wish.homeEngine().equals(node.engine());
    }

    /** The home engine before others, then free slots; reservations make equal nodes take turns. */
    private static Comparator<NodeView> preferred(Wish wish) {
        return Comparator.<NodeView, Boolean>comparing(
                        node -> wish.homeEngine() != null && wish.homeEngine().equals(node.engine()))
                .thenComparing(node -> node.freeSlots(wish.type()))
                .thenComparing(node -> node.id().value(), Comparator.reverseOrder());
    }
}

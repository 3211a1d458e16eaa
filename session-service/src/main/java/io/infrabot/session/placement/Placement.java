package io.infrabot.session.placement;

import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses a node: target and home engine first, then the most free slots. */
public sealed interface Placement {

    /** This node takes it. */
    record On(NodeView node) implements Placement {}

    /** Nobody can take it now. */
    record Wait(WaitingReason reason) implements Placement {}

    /** Types that may leave the session's home engine, because they bring what they need with them. */
    String PULL = "docker.pull";

    /**
     * Chooses among {@code nodes}.
     *
     * @param homeEngine the session's, or null where it has none yet
     */
    static Placement choose(String type, Target target, @Nullable String homeEngine, List<NodeView> nodes) {
        var capable =
                nodes.stream().filter(node -> node.alive() && node.can(type)).toList();
        if (capable.isEmpty()) {
            return new Wait(WaitingReason.NO_CAPABLE_NODE);
        }
        var matching = capable.stream().filter(node -> matches(node, target)).toList();
        if (matching.isEmpty()) {
            return new Wait(WaitingReason.NO_MATCHING_NODE);
        }
        var reachable = matching.stream()
                .filter(NodeView::able)
                .filter(node -> mayRunOn(node, type, homeEngine))
                .toList();
        if (reachable.isEmpty()) {
            return new Wait(WaitingReason.ENGINE_UNAVAILABLE);
        }
        return reachable.stream()
                .filter(node -> node.room(type) > 0)
                .max(preferred(type, homeEngine))
                .<Placement>map(On::new)
                .orElse(new Wait(WaitingReason.NODES_BUSY));
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

    private static boolean mayRunOn(NodeView node, String type, @Nullable String homeEngine) {
        return homeEngine == null || node.engine() == null || type.equals(PULL) || homeEngine.equals(node.engine());
    }

    /** The home engine before others, then free slots; reservations make equal nodes take turns. */
    private static Comparator<NodeView> preferred(String type, @Nullable String homeEngine) {
        return Comparator.<NodeView, Boolean>comparing(node -> homeEngine != null && homeEngine.equals(node.engine()))
                .thenComparing(node -> node.freeSlots(type))
                .thenComparing(node -> node.id().value(), Comparator.reverseOrder());
    }
}

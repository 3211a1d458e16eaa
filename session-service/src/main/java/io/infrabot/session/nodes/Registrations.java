package io.infrabot.session.nodes;

import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who the nodes are, as the topic says. Of two processes under one id the one whose first registration stands later is
 * the node, as they see it themselves. Not thread-safe.
 */
final class Registrations {

    private record Standing(NodeRegistered registration, long firstOffset) {}

    /** More than anybody has: whoever may write the topic must not fill the memory. */
    private static final int MOST = 1_000;

    private final Map<NodeId, Standing> standing = new HashMap<>();
    private final Set<NodeId> withdrawn = new LinkedHashSet<>();

    /** Of every type that was ever offered, the schema last seen: a request for it waits for a node instead of failing. */
    private final Map<String, Map<String, Object>> schemas = new HashMap<>();

    private long last = -1;

    /** Takes what stands at {@code offset}; null says that the node left or was forgotten. */
    void read(NodeId node, @Nullable NodeRegistered registration, long offset) {
        if (offset <= last) {
            // read anew, or another topic of the same name: its own order counts
            standing.replaceAll((_, each) -> new Standing(each.registration(), -1));
        }
        last = offset;
        if (registration == null) {
            standing.remove(node);
            withdrawn.add(node);
            if (withdrawn.size() > MOST) {
                withdrawn.remove(withdrawn.iterator().next());
            }
            return;
        }
        if (!standing.containsKey(node) && standing.size() >= MOST) {
            return;
        }
        withdrawn.remove(node);
        var first = registration.firstOffsetOr(offset);
        var before = standing.get(node);
        if (before == null || first >= before.firstOffset() || isBy(registration.incarnation(), before)) {
            standing.put(node, new Standing(registration, first));
        }
        registration.tools().stream()
                .filter(tool -> schemas.containsKey(tool.type()) || schemas.size() < MOST)
                .forEach(tool -> schemas.put(tool.type(), tool.inputSchema()));
    }

    /** What stands behind everything that was read. */
    long next() {
        return last + 1;
    }

    @Nullable
    NodeRegistered of(NodeId node) {
        var found = standing.get(node);
        return found == null ? null : found.registration();
    }

    Set<NodeId> nodes() {
        return Set.copyOf(standing.keySet());
    }

    boolean isWithdrawn(NodeId node) {
        return withdrawn.contains(node);
    }

    /** Whether another process than that incarnation is the node: what that one says does not count. */
    boolean isAnother(NodeId node, String incarnation) {
        var found = standing.get(node);
        return found != null && !isBy(incarnation, found);
    }

    @Nullable
    Map<String, Object> schemaOf(String type) {
        return schemas.get(type);
    }

    private static boolean isBy(String incarnation, Standing standing) {
        return standing.registration().incarnation().equals(incarnation);
    }
}

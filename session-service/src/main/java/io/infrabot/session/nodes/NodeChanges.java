package io.infrabot.session.nodes;

import io.infrabot.events.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what has become of the nodes since the last call, one line each. A short silence is no news: it is over, or the
 * node is lost. Used by one thread.
 */
public final class NodeChanges {

    private Map<NodeId, LivenessState> last = Map.of();

    /** A line for each node that came, changed or went. */
    public List<String> changes(List<KnownNode> nodes) {
        var now = new LinkedHashMap<NodeId, LivenessState>();
        var lines = new ArrayList<String>();
        for (var node : nodes) {
            var before = last.get(node.id());
            var liveness = node.liveness() == LivenessState.SUSPECT && before != null ? before : node.liveness();
            now.put(node.id(), liveness);
            if (liveness != before) {
                lines.add(line(node, liveness, before));
            }
        }
        last.keySet().stream()
                .filter(each -> !now.containsKey(each))
                .forEach(each -> lines.add("node " + each + " is gone for good"));
        last = now;
        return lines;
    }

    private static String line(KnownNode node, LivenessState now, @Nullable LivenessState before) {
        return "node " + node.id() + " is " + now + (before == null ? "" : ", it was " + before)
                + (now == LivenessState.LOST
                        ? "; silent for " + node.silentFor().toMillis() + " ms"
                        : "");
    }
}

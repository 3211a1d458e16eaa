package io.infrabot.session.rest.health;

import io.infrabot.session.nodes.KnownNode;
import io.infrabot.session.nodes.LivenessState;
import io.infrabot.session.rest.health.HealthResource.Component;
import io.infrabot.session.rest.health.HealthResource.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How the nodes are, one component a kind: of each kind that has registered, and of the two that are always missed. */
final class NodeHealth {

    private static final String DOCKER_OPS = "docker-ops";
    private static final String TOOL_RUNNER = "tool-runner";

    private NodeHealth() {}

    /** By name, in an order that stays. The first two have the names under which clients know them (R0.46). */
    static Map<String, Component> of(List<KnownNode> nodes) {
        var components = new LinkedHashMap<String, Component>();
        components.put("dockerOperations", ofKind(DOCKER_OPS, nodes));
        components.put("atomicFramework", ofKind(TOOL_RUNNER, nodes));
        var others = new TreeSet<String>();
        for (var node : nodes) {
            if (node.registration() != null) {
                others.add(node.registration().kind());
            }
        }
        others.removeAll(List.of(DOCKER_OPS, TOOL_RUNNER));
        others.forEach(kind -> components.put(kind, ofKind(kind, nodes)));
        return components;
    }

    private static Component ofKind(String kind, List<KnownNode> nodes) {
        var ofKind = nodes.stream()
                .filter(node -> node.registration() != null
                        && kind.equals(node.registration().kind()))
                .toList();
        var well = ofKind.stream().filter(NodeHealth::isWell).count();
        var detail = well + " of " + ofKind.size() + " nodes well";
        if (ofKind.isEmpty()) {
            return new Component(Level.UNKNOWN, "no node has ever registered");
        }
        if (well == 0) {
            return new Component(Level.UNHEALTHY, detail);
        }
        return new Component(well == ofKind.size() ? Level.HEALTHY : Level.DEGRADED, detail);
    }

    private static boolean isWell(KnownNode node) {
        return node.liveness() == LivenessState.ALIVE
                && node.lastBeat() != null
                && node.lastBeat().engineHealthy();
    }
}

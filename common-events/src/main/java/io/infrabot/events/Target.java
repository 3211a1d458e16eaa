package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation is to run.
 *
 * @param node   set for {@link Kind#node}
 * @param labels set for {@link Kind#labels}: a node qualifies when it carries all of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Target(
        Kind kind, @Nullable String node, @Nullable Map<String, String> labels) {

    /** How the node is chosen. */
    public enum Kind {
        any,
        node,
        labels,
        all
    }

    public Target {
        if (kind == Kind.node && node == null) {
            throw new IllegalArgumentException("target of kind 'node' needs a node");
        }
        if (kind == Kind.labels && (labels == null || labels.isEmpty())) {
            throw new IllegalArgumentException("target of kind 'labels' needs labels");
        }
        labels = labels == null ? null : Map.copyOf(labels);
    }

    /** This node and no other. */
    public static Target onlyOn(NodeId node) {
        return new Target(Kind.node, node.value(), null);
    }

    /** Any node that can do it. */
    public static Target any() {
        return new Target(Kind.any, null, null);
    }
}

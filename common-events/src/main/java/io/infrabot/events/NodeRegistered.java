package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a node is, on {@link TopicNames#NODES} (compacted; a tombstone says that it left).
 *
 * @param kind        what it is for, such as {@code docker-ops}
 * @param tools       what it can do, one entry an operation type
 * @param firstOffset where the first registration of this incarnation stands on the topic; absent in that one itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeRegistered(
        NodeId node,
        String kind,
        String incarnation,
        String host,
        String version,
        @Nullable Engine engine,
        List<Tool> tools,
        Map<String, String> labels,
        int workPartition,
        Instant at,
        @Nullable Long firstOffset) {

    public NodeRegistered {
        tools = List.copyOf(tools);
        labels = Map.copyOf(labels);
    }

    /** The first registration of an incarnation. */
    public NodeRegistered(
            NodeId node,
            String kind,
            String incarnation,
            String host,
            String version,
            @Nullable Engine engine,
            List<Tool> tools,
            Map<String, String> labels,
            int workPartition,
            Instant at) {
        this(node, kind, incarnation, host, version, engine, tools, labels, workPartition, at, null);
    }

    /**
     * Where the first registration of this incarnation stands; this one stands at {@code offset}. Of two processes under
     * one node id the one for which that is later goes on: no clock decides, and who registers again gains nothing.
     */
    public long firstOffsetOr(long offset) {
        return firstOffset == null ? offset : Math.min(firstOffset, offset);
    }

    /**
     * A container engine.
     *
     * @param id         the engine's own id; two nodes with the same one operate the same engine
     * @param apiVersion the version spoken with it
     */
    public record Engine(String id, String name, String version, String apiVersion) {}

    /**
     * An operation type that the node can do.
     *
     * @param type        as in a request: {@code docker.pull}, {@code tool.host.facts}
     * @param inputSchema JSON Schema of the arguments
     */
    public record Tool(String type, String description, Map<String, Object> inputSchema) {}
}

package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's sign of life, on {@link TopicNames#BEATS}, four a second.
 *
 * @param incarnation   new at every start of the process
 * @param sequence      from 1 within an incarnation
 * @param engine        id of the container engine it operates, where it has one
 * @param engineHealthy false while the engine does not answer; true where there is none to answer
 * @param capabilities  operation types it can do
 * @param lanes         slots by lane
 * @param runs          every run it holds, queued or running
 * @param workPartition the partition of {@link TopicNames#WORK} it reads
 * @param draining      whether it wants no new work
 * @param leaving       whether this is the last beat of the incarnation: what is not in {@code runs} it has let go of.
 *                      Absent is false
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Beat(
        NodeId node,
        String kind,
        String incarnation,
        long sequence,
        Instant sentAt,
        @Nullable String engine,
        boolean engineHealthy,
        List<String> capabilities,
        Map<String, String> labels,
        Map<String, Lane> lanes,
        List<RunId> runs,
        int workPartition,
        boolean draining,
        @JsonProperty(defaultValue = "false") boolean leaving) {

    public Beat {
        capabilities = List.copyOf(capabilities);
        labels = Map.copyOf(labels);
        lanes = Map.copyOf(lanes);
        runs = List.copyOf(runs);
    }

    /**
     * A group of slots for operations of like weight.
     *
     * @param slots         how many run at once
     * @param used          how many run now
     * @param queued        how many wait on the node
     * @param queueCapacity how many may wait on the node
     * @param types         operation types that use it
     */
    public record Lane(int slots, int used, int queued, int queueCapacity, List<String> types) {

        public Lane {
            types = List.copyOf(types);
        }
    }
}

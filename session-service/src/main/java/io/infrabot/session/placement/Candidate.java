package io.infrabot.session.placement;

import io.infrabot.events.Beat.Lane;
import io.infrabot.events.NodeId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node as the writer sees it at the moment of a decision.
 *
 * @param engine   id of its container engine, where it has one
 * @param able     whether it may be given new work: alive, not draining, its engine answering
 * @param alive    whether it has been heard lately enough to be trusted with new work
 * @param reserved placed on it by this writer, by lane, and not yet seen in a beat
 */
public record Candidate(
        NodeId id,
        String incarnation,
        boolean alive,
        boolean able,
        @Nullable String engine,
        List<String> capabilities,
        Map<String, String> labels,
        Map<String, Lane> lanes,
        Map<String, Integer> reserved) {

    /** Whether it can do operations of {@code type} at all. */
    boolean can(String type) {
        return capabilities.contains(type);
    }

    /** How many more operations of {@code type} could begin at once; negative when they would have to wait. */
    int freeSlots(String type) {
        return lane(type, (lane, reserved) -> lane.slots() - lane.used() - lane.queued() - reserved);
    }

    /** How many more operations of {@code type} it would take at all, begun or waiting. */
    int room(String type) {
        return lane(
                type, (lane, reserved) -> lane.slots() + lane.queueCapacity() - lane.used() - lane.queued() - reserved);
    }

    private int lane(String type, LaneFigure figure) {
        return lanes.entrySet().stream()
                .filter(entry -> entry.getValue().types().contains(type))
                .mapToInt(entry -> figure.of(entry.getValue(), reserved.getOrDefault(entry.getKey(), 0)))
                .findFirst()
                .orElse(0);
    }

    private interface LaneFigure {
        int of(Lane lane, int reserved);
    }
}

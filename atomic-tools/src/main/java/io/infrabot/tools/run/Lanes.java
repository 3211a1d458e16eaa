package io.infrabot.tools.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.infrabot.events.Beat;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.run.FairQueue.Offer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The lanes of a node: one for each name that its tools give, and every run goes into that of its tool. */
final class Lanes {

    private final Map<String, Lane> lanes = new HashMap<>();

    /** Every lane that one of {@code tools} names must be in {@code sizes}. */
    Lanes(Collection<AtomicTool> tools, Map<String, LaneSize> sizes) {
        tools.stream()
                .map(AtomicTool::descriptor)
                .collect(groupingBy(ToolDescriptor::lane, mapping(ToolDescriptor::type, toList())))
                .forEach((lane, types) -> lanes.put(lane, new Lane(lane, sizeOf(lane, sizes), types)));
    }

    /** Starts the slots of every lane; each runs one run after another with {@code work}, which never throws. */
    void start(Consumer<HeldRun> work) {
        lanes.values().forEach(lane -> lane.start(work));
    }

    Offer<HeldRun> offer(HeldRun run) {
        return laneOf(run).offer(run);
    }

    /** Takes {@code run} out again; false: it has started, or was never here. */
    boolean remove(HeldRun run) {
        return laneOf(run).remove(run);
    }

    /** Starts nothing more; what runs goes on. */
    void close() {
        lanes.values().forEach(Lane::close);
    }

    /** The lanes as they are now, for a beat. */
    Map<String, Beat.Lane> states() {
        var states = new HashMap<String, Beat.Lane>();
        lanes.forEach((name, lane) -> states.put(name, lane.state()));
        return states;
    }

    private Lane laneOf(HeldRun run) {
        return Objects.requireNonNull(lanes.get(run.tool().descriptor().lane()));
    }

    private static LaneSize sizeOf(String lane, Map<String, LaneSize> sizes) {
        var size = sizes.get(lane);
        if (size == null) {
            throw new IllegalArgumentException("lane '" + lane + "' has no size; those that have: " + sizes.keySet());
        }
        return size;
    }
}

package io.infrabot.session.writer;

import io.infrabot.events.Beat.Lane;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.Usage;
import io.infrabot.events.Work;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The one node of a {@link Simulation}: it never dies, takes a run once, and answers what it has heard before with what
 * it said then.
 */
final class SimulatedNode implements Nodes {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final NodeId NODE = new NodeId("docker-ops-1");
    private static final Usage USAGE = new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0);

    private final Random random;
    private final Consumer<Report> reports;
    private final Map<OperationId, Integer> effects = new HashMap<>();
    private final Set<RunId> taken = new HashSet<>();
    private final Map<RunId, Report.Final> ended = new HashMap<>();
    private final Map<RunId, Work.StartRun> running = new HashMap<>();

    SimulatedNode(Random random, Consumer<Report> reports) {
        this.random = random;
        this.reports = reports;
    }

    /** Effects that it has begun, by operation. */
    Map<OperationId, Integer> effects() {
        return effects;
    }

    boolean isRunning() {
        return !running.isEmpty();
    }

    /** Finishes or declines something; where nothing runs and it {@code mayRepeat}, says an end again. */
    void act(boolean mayRepeat) {
        if (!running.isEmpty()) {
            var work = running.values().iterator().next();
            running.remove(work.run());
            var end = end(work);
            ended.put(work.run(), end);
            reports.accept(end);
        } else if (mayRepeat && !ended.isEmpty() && random.nextInt(4) == 0) {
            reports.accept(ended.values().iterator().next());
        }
    }

    private Report.Final end(Work.StartRun work) {
        if (random.nextInt(5) == 0) {
            return new Report.Declined(work.sessionId(), work.operationId(), work.run(), NODE, "i1", START, "full");
        }
        effects.merge(work.operationId(), 1, Integer::sum);
        return new Report.Succeeded(
                work.sessionId(), work.operationId(), work.run(), NODE, "i1", START, work.attempt(), Map.of(), USAGE);
    }

    void hear(Work.OfRun work) {
        switch (work) {
            case Work.StartRun start -> {
                if (ended.containsKey(start.run())) {
                    reports.accept(ended.get(start.run()));
                } else if (taken.add(start.run())) {
                    running.put(start.run(), start);
                    reports.accept(new Report.Started(
                            start.sessionId(), start.operationId(), start.run(), NODE, "i1", START, start.attempt()));
                }
            }
            case Work.CancelRun cancel -> {
                running.remove(cancel.run());
                if (!ended.containsKey(cancel.run())) {
                    taken.add(cancel.run());
                    ended.put(
                            cancel.run(),
                            new Report.Cancelled(
                                    cancel.sessionId(),
                                    cancel.operationId(),
                                    cancel.run(),
                                    NODE,
                                    "i1",
                                    START,
                                    1,
                                    USAGE));
                }
                reports.accept(ended.get(cancel.run()));
            }
        }
    }

    @Override
    public List<Candidate> all() {
        var lane = new Lane(4, 0, 0, 100, List.of("tool.noop"));
        return List.of(new Candidate(
                NODE, "i1", true, true, null, List.of("tool.noop"), Map.of(), Map.of("tools", lane), Map.of()));
    }

    @Override
    public Map<String, Object> schemaOf(String type) {
        return Map.of();
    }

    @Override
    public void reserve(NodeId node, RunId run, String type) {
        // there is always room
    }

    @Override
    public Holding holding(NodeId node, String incarnation, RunId run) {
        return running.containsKey(run) ? new Holding.Held() : new Holding.NotHeld();
    }

    @Override
    public long lastBeat(NodeId node, String incarnation) {
        return 0;
    }

    @Override
    public List<RunInBeat> held() {
        return running.keySet().stream()
                .map(run -> new RunInBeat(NODE, "i1", run))
                .toList();
    }
}

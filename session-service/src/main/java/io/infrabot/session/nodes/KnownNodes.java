package io.infrabot.session.nodes;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.RunId;
import io.infrabot.session.placement.NodeView;
import io.infrabot.session.placement.Nodes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What beats and registrations say of the nodes. Beats are heard by one thread; questions come from many.
 *
 * <pre>
 *   ALIVE --1 s without a beat--> SUSPECT (no new work) --2.5 s--> LOST (its runs are given away)
 *     ^----------------------------- a beat ------------------------------|
 * </pre>
 */
public final class KnownNodes implements Nodes {

    static final Duration SUSPECT_AFTER = Duration.ofSeconds(1);
    static final Duration LOST_AFTER = Duration.ofMillis(2500);

    /** Whether a node is to be trusted. */
    public enum Liveness {
        ALIVE,
        SUSPECT,
        LOST
    }

    /**
     * A node, for people.
     *
     * @param registration absent until the node has introduced itself
     * @param silentFor    on the clock that stands still while the broker is away
     */
    public record Known(
            NodeId id,
            @Nullable NodeRegistered registration,
            @Nullable Beat lastBeat,
            Liveness liveness,
            Duration silentFor) {}

    /** A placement that no beat has shown yet. */
    private record Reservation(RunId run, String lane, Duration madeAt) {}

    private static final class Heard {
        private final Beat beat;
        private final Set<RunId> runs;
        private final Duration at;

        private Heard(Beat beat, Duration at) {
            this.beat = beat;
            this.runs = Set.copyOf(beat.runs());
            this.at = at;
        }
    }

    private final Map<NodeId, NodeRegistered> registrations = new HashMap<>();
    private final Map<NodeId, Heard> heard = new HashMap<>();
    private final Map<NodeId, Map<RunId, Reservation>> reservations = new HashMap<>();
    private final CanaryClock clock = new CanaryClock();

    /** This service's own beat came back. */
    public synchronized void canarySeen(long nanoTime) {
        clock.canarySeen(nanoTime);
    }

    /** Whether the broker still gives back what this service says; asked at {@code nanoTime}. */
    public synchronized boolean isBrokerHeard(long nanoTime) {
        return clock.isRunning(nanoTime);
    }

    /** A node beats. */
    public synchronized void beat(Beat beat) {
        var now = clock.elapsed();
        var last = heard.put(beat.node(), new Heard(beat, now));
        var reserved = reservations.get(beat.node());
        if (reserved != null) {
            var restarted = last != null && !last.beat.incarnation().equals(beat.incarnation());
            reserved.values()
                    .removeIf(each -> restarted
                            || beat.runs().contains(each.run())
                            || now.minus(each.madeAt()).compareTo(SUSPECT_AFTER) > 0);
        }
    }

    /** A node introduces itself, or leaves. */
    public synchronized void registered(NodeId node, @Nullable NodeRegistered registration) {
        if (registration == null) {
            registrations.remove(node);
            heard.remove(node);
            reservations.remove(node);
        } else {
            registrations.put(node, registration);
        }
    }

    @Override
    public synchronized List<NodeView> all() {
        return heard.values().stream().map(this::view).toList();
    }

    @Override
    public synchronized @Nullable Map<String, Object> schemaOf(String type) {
        return registrations.values().stream()
                .flatMap(node -> node.tools().stream())
                .filter(tool -> tool.type().equals(type))
                .map(NodeRegistered.Tool::inputSchema)
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized void reserve(NodeId node, RunId run, String type) {
        var last = heard.get(node);
        if (last == null) {
            return;
        }
        last.beat.lanes().entrySet().stream()
                .filter(lane -> lane.getValue().types().contains(type))
                .findFirst()
                .ifPresent(lane -> reservations
                        .computeIfAbsent(node, _ -> new HashMap<>())
                        .put(run, new Reservation(run, lane.getKey(), clock.elapsed())));
    }

    @Override
    public synchronized Holding holding(NodeId node, String incarnation, RunId run) {
        var last = heard.get(node);
        if (last == null) {
            var silence = clock.elapsed();
            return silence.compareTo(LOST_AFTER) > 0 ? new Holding.Lost(silence) : new Holding.NotHeld();
        }
        if (!last.beat.incarnation().equals(incarnation)) {
            return new Holding.Lost(Duration.ZERO);
        }
        var silence = clock.elapsed().minus(last.at);
        if (silence.compareTo(LOST_AFTER) > 0) {
            return new Holding.Lost(silence);
        }
        return last.runs.contains(run) ? new Holding.Held() : new Holding.NotHeld();
    }

    @Override
    public synchronized List<HeldRun> held() {
        return heard.values().stream()
                .filter(last -> livenessAfter(clock.elapsed().minus(last.at)) != Liveness.LOST)
                .flatMap(last -> last.runs.stream()
                        .filter(HeldRun::isNamedLike)
                        .map(run -> new HeldRun(last.beat.node(), last.beat.incarnation(), run)))
                .toList();
    }

    /** Every node that is registered or has been heard. */
    public synchronized List<Known> known() {
        var ids = new java.util.TreeSet<NodeId>(java.util.Comparator.comparing(NodeId::value));
        ids.addAll(registrations.keySet());
        ids.addAll(heard.keySet());
        return ids.stream().map(this::known).toList();
    }

    private Known known(NodeId id) {
        var last = heard.get(id);
        var silentFor = last == null ? clock.elapsed() : clock.elapsed().minus(last.at);
        return new Known(
                id,
                registrations.get(id),
                last == null ? null : last.beat,
                last == null ? Liveness.LOST : livenessAfter(silentFor),
                silentFor);
    }

    private NodeView view(Heard last) {
        var beat = last.beat;
        var liveness = livenessAfter(clock.elapsed().minus(last.at));
        var reserved = new HashMap<String, Integer>();
        reservations
                .getOrDefault(beat.node(), Map.of())
                .values()
                .forEach(each -> reserved.merge(each.lane(), 1, Integer::sum));
        return new NodeView(
                beat.node(),
                beat.incarnation(),
                liveness == Liveness.ALIVE,
                !beat.draining() && beat.engineHealthy(),
                beat.engine(),
                beat.capabilities(),
                beat.labels(),
                beat.lanes(),
                reserved);
    }

    private static Liveness livenessAfter(Duration silence) {
        if (silence.compareTo(LOST_AFTER) > 0) {
            return Liveness.LOST;
        }
        return silence.compareTo(SUSPECT_AFTER) > 0 ? Liveness.SUSPECT : Liveness.ALIVE;
    }
}

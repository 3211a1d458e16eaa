package io.infrabot.session.nodes;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.RunId;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Nodes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What beats and registrations say of the nodes. Beats are heard by one thread; questions come from many.
 *
 * <pre>
 *   ALIVE --1 s without a beat--> SUSPECT (no new work) --2.25 s-> LOST (its runs are given away)
 *     |^---------------------------- a beat ------------------------------|
 *     +--its leaving beat--> LEFT (what it still had is given away at once) --a beat of a new incarnation--> ALIVE
 * </pre>
 */
public final class KnownNodes implements Nodes {

    static final Duration SUSPECT_AFTER = Duration.ofSeconds(1);
    static final Duration LOST_AFTER = Duration.ofMillis(2250);

    /** More nodes than anybody has; what they say stays in memory. */
    private static final int MOST_HEARD = 1_000;

    private final Registrations registrations = new Registrations();
    private final Map<NodeId, NodeLiveness> lastBeats = new HashMap<>();
    private final Reservations reservations = new Reservations();
    private final EchoClock clock = new EchoClock();
    private final RegistrationGate gate = new RegistrationGate();

    /** Registrations are about to be read: whoever asks for tools waits for {@link #registrationsRead}. */
    public void expectRegistrations() {
        gate.close();
    }

    /** Every registration that stood has been read. */
    public void registrationsRead() {
        gate.open();
    }

    @Override
    public void awaitRegistrations() {
        gate.await();
    }

    /** This service's own beat came back. */
    public synchronized void echoSeen(long nanoTime) {
        clock.echoSeen(nanoTime);
    }

    /** Whether the broker still gives back what this service says; asked at {@code nanoTime}. */
    public synchronized boolean isBrokerHeard(long nanoTime) {
        return clock.isRunning(nanoTime);
    }

    /**
     * A node beats. What another process says under its id does not count while the one that is the node is there, be it
     * that the other has not read yet that it is not, or that its own registration is still on its way.
     */
    public synchronized void beat(Beat beat) {
        var last = lastBeats.get(beat.node());
        var isNew = last == null || !last.isOf(beat.incarnation());
        if (last != null
                && isNew
                && isTheNode(last.beat())
                && !isTheNode(beat)
                && last.liveness(clock.elapsed()).isThere()) {
            return;
        }
        if (last == null && !isRoomForOneMore()) {
            return;
        }
        var now = clock.elapsed();
        lastBeats.put(beat.node(), new NodeLiveness(beat, now));
        reservations.beat(beat, last != null && isNew, now);
    }

    /** Anybody may beat under any name: of those who never registered and fell silent one makes room. */
    private boolean isRoomForOneMore() {
        if (lastBeats.size() < MOST_HEARD) {
            return true;
        }
        var ghost = lastBeats.entrySet().stream()
                .filter(each -> registrations.of(each.getKey()) == null)
                .filter(each -> !each.getValue().liveness(clock.elapsed()).isThere())
                .map(Map.Entry::getKey)
                .findFirst();
        ghost.ifPresent(node -> {
            lastBeats.remove(node);
            reservations.forget(node);
        });
        return ghost.isPresent();
    }

    private boolean isTheNode(Beat beat) {
        return !registrations.isAnother(beat.node(), beat.incarnation());
    }

    /** As below, behind everything that was read. */
    public synchronized void registered(NodeId node, @Nullable NodeRegistered registration) {
        registered(node, registration, registrations.next());
    }

    /** A node introduces itself, or is gone for good; that stands at {@code offset}. Beats say what becomes of its runs. */
    public synchronized void registered(NodeId node, @Nullable NodeRegistered registration, long offset) {
        registrations.read(node, registration, offset);
    }

    @Override
    public synchronized List<Candidate> all() {
        return lastBeats.values().stream().map(this::view).toList();
    }

    @Override
    public synchronized @Nullable Map<String, Object> schemaOf(String type) {
        return registrations.schemaOf(type);
    }

    @Override
    public synchronized void reserve(NodeId node, RunId run, String type) {
        var last = lastBeats.get(node);
        if (last == null) {
            return;
        }
        last.beat().lanes().entrySet().stream()
                .filter(lane -> lane.getValue().types().contains(type))
                .findFirst()
                .ifPresent(lane -> reservations.make(node, run, lane.getKey(), clock.elapsed()));
    }

    @Override
    public synchronized Holding holding(NodeId node, String incarnation, RunId run) {
        var last = lastBeats.get(node);
        if (last == null) {
            var silence = clock.elapsed();
            return silence.compareTo(LOST_AFTER) > 0 ? new Holding.Lost(silence) : new Holding.NotHeld();
        }
        return last.holding(incarnation, run, clock.elapsed());
    }

    @Override
    public synchronized long lastBeat(NodeId node, String incarnation) {
        var last = lastBeats.get(node);
        return last == null || !last.isOf(incarnation) ? 0 : last.beat().sequence();
    }

    @Override
    public synchronized List<RunInBeat> held() {
        return lastBeats.values().stream()
                .filter(last -> last.liveness(clock.elapsed()).isThere())
                .flatMap(NodeLiveness::held)
                .toList();
    }

    /** Every node that is registered or has been heard, but for those that left for good. */
    public synchronized List<KnownNode> known() {
        var ids = new TreeSet<NodeId>(Comparator.comparing(NodeId::value));
        ids.addAll(registrations.nodes());
        ids.addAll(lastBeats.keySet());
        return ids.stream()
                .map(this::known)
                .filter(node ->
                        !registrations.isWithdrawn(node.id()) || node.liveness().isThere())
                .toList();
    }

    private KnownNode known(NodeId id) {
        var now = clock.elapsed();
        var last = lastBeats.get(id);
        return last == null
                ? new KnownNode(id, registrations.of(id), null, LivenessState.LOST, now)
                : new KnownNode(id, registrations.of(id), last.beat(), last.liveness(now), last.silence(now));
    }

    private Candidate view(NodeLiveness last) {
        var beat = last.beat();
        var liveness = last.liveness(clock.elapsed());
        return new Candidate(
                beat.node(),
                beat.incarnation(),
                liveness == LivenessState.ALIVE,
                !beat.draining() && beat.engineHealthy(),
                beat.engine(),
                beat.capabilities(),
                beat.labels(),
                beat.lanes(),
                reservations.of(beat.node()));
    }
}

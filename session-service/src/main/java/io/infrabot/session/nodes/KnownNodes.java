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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
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

    private static final Logger LOG = Logger.getLogger(KnownNodes.class);
    /** More nodes than anybody has; what they say stays in memory. */
    private static final int MOST_HEARD = 1_000;

    private static final Duration REGISTRATIONS = Duration.ofSeconds(30);

    /** Whether a node is to be trusted. */
    public enum Liveness {
        ALIVE,
        SUSPECT,
        LOST,
        LEFT;

        /** Whether it can still be told something. */
        public boolean isThere() {
            return switch (this) {
                case ALIVE, SUSPECT -> true;
                case LOST, LEFT -> false;
            };
        }
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

    private final Registrations registrations = new Registrations();
    private final Map<NodeId, Heard> heard = new HashMap<>();
    private final Reservations reservations = new Reservations();
    private final EchoClock clock = new EchoClock();
    private volatile CountDownLatch unread = new CountDownLatch(0);

    /** Registrations are about to be read: whoever asks for tools waits for {@link #registrationsRead}. */
    public void expectRegistrations() {
        unread = new CountDownLatch(1);
    }

    /** Every registration that stood has been read. */
    public void registrationsRead() {
        unread.countDown();
    }

    /** Waits for the registrations, but not for ever: a writer that stands still is worse than one that knows less. */
    @Override
    public void awaitRegistrations() {
        try {
            if (!unread.await(REGISTRATIONS.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("deciding although the nodes' registrations could not be read yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        var last = heard.get(beat.node());
        var isNew = last == null || !last.beat.incarnation().equals(beat.incarnation());
        if (last != null
                && isNew
                && isTheNode(last.beat)
                && !isTheNode(beat)
                && livenessOf(last).isThere()) {
            return;
        }
        if (last == null && !isRoomForOneMore()) {
            return;
        }
        var now = clock.elapsed();
        heard.put(beat.node(), new Heard(beat, now));
        reservations.beat(beat, last != null && isNew, now);
    }

    /** Anybody may beat under any name: of those who never registered and fell silent one makes room. */
    private boolean isRoomForOneMore() {
        if (heard.size() < MOST_HEARD) {
            return true;
        }
        var ghost = heard.entrySet().stream()
                .filter(each -> registrations.of(each.getKey()) == null)
                .filter(each -> !livenessOf(each.getValue()).isThere())
                .map(Map.Entry::getKey)
                .findFirst();
        ghost.ifPresent(node -> {
            heard.remove(node);
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
        return heard.values().stream().map(this::view).toList();
    }

    @Override
    public synchronized @Nullable Map<String, Object> schemaOf(String type) {
        return registrations.schemaOf(type);
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
                .ifPresent(lane -> reservations.make(node, run, lane.getKey(), clock.elapsed()));
    }

    @Override
    public synchronized Holding holding(NodeId node, String incarnation, RunId run) {
        var last = heard.get(node);
        if (last == null) {
            var silence = clock.elapsed();
            return silence.compareTo(LOST_AFTER) > 0 ? new Holding.Lost(silence) : new Holding.NotHeld();
        }
        if (!last.beat.incarnation().equals(incarnation) || last.beat.leaving()) {
            return new Holding.Lost(Duration.ZERO);
        }
        var silence = clock.elapsed().minus(last.at);
        if (silence.compareTo(LOST_AFTER) > 0) {
            return new Holding.Lost(silence);
        }
        return last.runs.contains(run) ? new Holding.Held() : new Holding.NotHeld();
    }

    @Override
    public synchronized long lastBeat(NodeId node, String incarnation) {
        var last = heard.get(node);
        return last == null || !last.beat.incarnation().equals(incarnation) ? 0 : last.beat.sequence();
    }

    @Override
    public synchronized List<HeldRun> held() {
        return heard.values().stream()
                .filter(last -> livenessOf(last).isThere())
                .flatMap(last -> last.runs.stream()
                        .filter(HeldRun::isNamedLike)
                        .map(run -> new HeldRun(last.beat.node(), last.beat.incarnation(), run)))
                .toList();
    }

    /** Every node that is registered or has been heard, but for those that left for good. */
    public synchronized List<Known> known() {
        var ids = new TreeSet<NodeId>(Comparator.comparing(NodeId::value));
        ids.addAll(registrations.nodes());
        ids.addAll(heard.keySet());
        return ids.stream()
                .map(this::known)
                .filter(node ->
                        !registrations.isWithdrawn(node.id()) || node.liveness().isThere())
                .toList();
    }

    private Known known(NodeId id) {
        var last = heard.get(id);
        var silentFor = last == null ? clock.elapsed() : clock.elapsed().minus(last.at);
        return new Known(
                id,
                registrations.of(id),
                last == null ? null : last.beat,
                last == null ? Liveness.LOST : livenessOf(last),
                silentFor);
    }

    private Candidate view(Heard last) {
        var beat = last.beat;
        var liveness = livenessOf(last);
        return new Candidate(
                beat.node(),
                beat.incarnation(),
                liveness == Liveness.ALIVE,
                !beat.draining() && beat.engineHealthy(),
                beat.engine(),
                beat.capabilities(),
                beat.labels(),
                beat.lanes(),
                reservations.of(beat.node()));
    }

    private Liveness livenessOf(Heard last) {
        if (last.beat.leaving()) {
            return Liveness.LEFT;
        }
        var silence = clock.elapsed().minus(last.at);
        if (silence.compareTo(LOST_AFTER) > 0) {
            return Liveness.LOST;
        }
        return silence.compareTo(SUSPECT_AFTER) > 0 ? Liveness.SUSPECT : Liveness.ALIVE;
    }
}

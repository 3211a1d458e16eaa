package io.infrabot.testkit.history;

import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.testkit.world.TopicProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The history as it grows, each fact with the moment at which it was read here. Thread-safe. */
public final class LiveHistory implements AutoCloseable {

    /** A fact, and when it was read on the monotonic clock. */
    private record Arrival(long nanos, Logged logged) {}

    private final Ledgers ledgers = new Ledgers();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<OperationId> live = new HashSet<>();
    private final TopicProbe.Tail tail;

    private LiveHistory(TopicProbe topics) {
        tail = topics.follow(TopicNames.SESSION_EVENTS, record -> take(Histories.read(record)));
    }

    /** Reads from the first fact on, and goes on reading. */
    public static LiveHistory of(TopicProbe topics) {
        return new LiveHistory(topics);
    }

    private synchronized void take(Logged logged) {
        ledgers.add(logged);
        arrivals.add(new Arrival(System.nanoTime(), logged));
        if (logged.entry().fact() instanceof OfOperation about) {
            var operation = ledgers.operation(about.operationId());
            if (operation.isPresent() && !operation.get().isOver()) {
                live.add(about.operationId());
            } else {
                live.remove(about.operationId());
            }
        }
    }

    public synchronized int facts() {
        return arrivals.size();
    }

    /** The operations that have no end yet. */
    public synchronized Set<OperationId> inFlight() {
        return Set.copyOf(live);
    }

    /** The operations that this node has now. */
    public synchronized Set<OperationId> heldBy(NodeId node) {
        var held = new HashSet<OperationId>();
        for (var id : live) {
            ledgers.operation(id)
                    .filter(operation -> node.equals(operation.node()) && isOnNode(operation))
                    .ifPresent(operation -> held.add(operation.id()));
        }
        return held;
    }

    private static boolean isOnNode(Operation operation) {
        return operation.phase() instanceof Phase.OnNode;
    }

    public synchronized Optional<Operation> operation(OperationId id) {
        return ledgers.operation(id);
    }

    /** The last version of each session. */
    public synchronized Map<SessionId, Long> versions() {
        var versions = new HashMap<SessionId, Long>();
        ledgers.sessions()
                .forEach((id, folded) -> folded.session().ifPresent(session -> versions.put(id, session.version())));
        return versions;
    }

    /** Where the last fact that counts of each session stands. */
    public synchronized Map<SessionId, Long> positions() {
        var positions = new HashMap<SessionId, Long>();
        ledgers.sessions()
                .forEach((id, folded) -> folded.session()
                        .ifPresent(session -> positions.put(id, session.mark().position())));
        return positions;
    }

    /** When the first such fact after {@code nanos} was read. */
    public synchronized OptionalLong firstAfter(long nanos, Predicate<Logged> wanted) {
        for (int i = arrivals.size() - 1, first = -1; i >= -1; i--) {
            if (i < 0 || arrivals.get(i).nanos() < nanos) {
                return first < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(arrivals.get(first).nanos());
            }
            if (wanted.test(arrivals.get(i).logged())) {
                first = i;
            }
        }
        return OptionalLong.empty();
    }

    /** When the last fact was read; empty before the first. */
    public synchronized OptionalLong last() {
        return arrivals.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(arrivals.getLast().nanos());
    }

    @Override
    public void close() {
        tail.close();
    }
}

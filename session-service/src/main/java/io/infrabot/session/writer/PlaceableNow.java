package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.decide.PlaceOperation;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Placement;
import io.infrabot.session.placement.PlacementRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what waits could be placed, on one look at the nodes. Thousands may wait for the same thing: each session is
 * read once, and the room for each kind of request is counted once.
 */
final class PlaceableNow {

    private final LedgerStore store;
    private final List<Candidate> nodes;
    private final Map<SessionId, Optional<Session>> sessions = new HashMap<>();
    private final Map<PlacementRequest, Integer> room = new HashMap<>();
    private final Set<SessionId> asking = new HashSet<>();

    PlaceableNow(LedgerStore store, List<Candidate> nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    /** The team that the operation's session belongs to. */
    String teamOf(Operation operation) {
        return session(operation.sessionId()).map(Session::team).orElse("");
    }

    /** Whether {@code operation} could be placed, after all those that this has said yes to before. */
    boolean includes(Operation operation) {
        var session = session(operation.sessionId());
        if (session.isEmpty() || session.get().status() == SessionStatus.PAUSED) {
            return false;
        }
        if (operation.isForAllNodes()) {
            return Placement.reachable(PlaceOperation.request(session.get(), operation, false), nodes)
                    instanceof Placement.Reachable.These;
        }
        return mayPreempt(session.get(), operation)
                || takesRoom(PlaceOperation.request(session.get(), operation, false));
    }

    /** The first in line of each session of which nothing runs: a full node hears of one, not of a thousand. */
    private boolean mayPreempt(Session session, Operation operation) {
        return session.isIdle()
                && asking.add(session.id())
                && Placement.choose(PlaceOperation.request(session, operation, true), nodes) instanceof Placement.On;
    }

    private boolean takesRoom(PlacementRequest request) {
        var left = room.computeIfAbsent(request, each -> Placement.room(each, nodes));
        room.put(request, left - 1);
        return left > 0;
    }

    private Optional<Session> session(SessionId id) {
        return sessions.computeIfAbsent(id, each -> Optional.ofNullable(store.session(each)));
    }
}

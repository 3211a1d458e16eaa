package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.decide.Placing;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.NodeView;
import io.infrabot.session.placement.Placement;
import io.infrabot.session.placement.Wish;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what waits could be placed, on one look at the nodes. Thousands may wait for the same thing: each session is
 * read once, and the room for each kind of wish is counted once.
 */
final class Openings {

    private final LedgerStore store;
    private final List<NodeView> nodes;
    private final Map<SessionId, Optional<Session>> sessions = new HashMap<>();
    private final Map<Wish, Integer> room = new HashMap<>();
    private final Set<SessionId> knocked = new HashSet<>();

    Openings(LedgerStore store, List<NodeView> nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    /** The team that the operation's session belongs to. */
    String teamOf(Operation operation) {
        return session(operation.sessionId()).map(Session::team).orElse("");
    }

    /** Whether {@code operation} could be placed, after all those that this has said yes to before. */
    boolean existFor(Operation operation) {
        var session = session(operation.sessionId());
        if (session.isEmpty() || session.get().status() == SessionStatus.PAUSED) {
            return false;
        }
        if (operation.isForAllNodes()) {
            return Placement.reachable(Placing.wish(session.get(), operation, false), nodes)
                    instanceof Placement.Reachable.These;
        }
        return mayKnock(session.get(), operation) || takesRoom(Placing.wish(session.get(), operation, false));
    }

    /** The first in line of each session of which nothing runs: a full node hears of one, not of a thousand. */
    private boolean mayKnock(Session session, Operation operation) {
        return session.isIdle()
                && knocked.add(session.id())
                && Placement.choose(Placing.wish(session, operation, true), nodes) instanceof Placement.On;
    }

    private boolean takesRoom(Wish wish) {
        var left = room.computeIfAbsent(wish, each -> Placement.room(each, nodes));
        room.put(wish, left - 1);
        return left > 0;
    }

    private Optional<Session> session(SessionId id) {
        return sessions.computeIfAbsent(id, each -> Optional.ofNullable(store.session(each)));
    }
}

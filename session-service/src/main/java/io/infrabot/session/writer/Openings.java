package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.Target;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.NodeView;
import io.infrabot.session.placement.Placement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether what waits could be placed, on one look at the nodes. Thousands may wait for the same thing: each session is
 * read once, and each kind of wish is tried once.
 */
final class Openings {

    private record Wish(
            String type, Target target, @Nullable String homeEngine) {}

    private final LedgerStore store;
    private final List<NodeView> nodes;
    private final Map<SessionId, Optional<Session>> sessions = new HashMap<>();
    private final Map<Wish, Boolean> tried = new HashMap<>();

    Openings(LedgerStore store, List<NodeView> nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    boolean existFor(Operation operation) {
        var session = sessions.computeIfAbsent(operation.sessionId(), id -> Optional.ofNullable(store.session(id)));
        if (session.isEmpty() || session.get().status() == SessionStatus.PAUSED) {
            return false;
        }
        var wish = new Wish(
                operation.ask().type(), operation.ask().target(), session.get().homeEngine());
        return tried.computeIfAbsent(wish, this::canBePlaced);
    }

    private boolean canBePlaced(Wish wish) {
        return Placement.choose(wish.type(), wish.target(), wish.homeEngine(), nodes) instanceof Placement.On;
    }
}

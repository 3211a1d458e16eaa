package io.infrabot.session.decide;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts that one input leads to, and where the session would stand after them. Used once, by one decision. */
final class FactList implements Ledger {

    private final Ledger before;
    private final Input.Origin origin;
    private final List<SessionEvent> facts = new ArrayList<>();
    private final Map<OperationId, Operation> moved = new HashMap<>();
    private @Nullable Session session;

    FactList(Ledger before, Input.Origin origin) {
        this.before = before;
        this.origin = origin;
        this.session = before.session();
    }

    @Override
    public @Nullable Session session() {
        return session;
    }

    @Override
    public @Nullable Operation operation(OperationId id) {
        var changed = moved.get(id);
        return changed == null ? before.operation(id) : changed;
    }

    /** The version that the next fact takes. */
    long nextVersion() {
        return session == null ? 1 : session.version() + 1;
    }

    /** The time of the next fact: the input's, unless the session is already past it. */
    Instant at() {
        return session != null && session.updatedAt().isAfter(origin.at()) ? session.updatedAt() : origin.at();
    }

    void add(SessionEvent fact) {
        var operation = fact instanceof SessionEvent.OfOperation about ? operation(about.operationId()) : null;
        var entry = HistoryEntry.unwritten(fact, origin.topic(), origin.offset(), origin.requestId());
        if (!(Fold.apply(session, operation, entry) instanceof Folded.Counted(var next, var after))) {
            throw new IllegalStateException("a decision led to a fact that does not count: " + fact);
        }
        session = next;
        if (after != null) {
            moved.put(after.id(), after);
        }
        facts.add(fact);
    }

    /** What its last sub-operation ends, ends with it. */
    private void endParents() {
        for (var operation : List.copyOf(moved.values())) {
            var parent = operation.ask().parent();
            var standing = operation.isOver() && parent != null ? operation(parent) : null;
            if (standing != null) {
                FanIn.endIfAllHave(this, standing);
            }
        }
    }

    Decision decision() {
        return decision(null);
    }

    Decision decision(@Nullable Refusal refusal) {
        endParents();
        return facts.isEmpty() ? new Decision.Nothing() : new Decision.Facts(List.copyOf(facts), refusal);
    }
}

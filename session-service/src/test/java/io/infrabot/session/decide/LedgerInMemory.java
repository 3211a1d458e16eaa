package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, moved by the fold alone. */
final class LedgerInMemory implements Ledger {

    private @Nullable Session session;
    private final Map<OperationId, Operation> operations = new LinkedHashMap<>();

    /** Folds a fact, which must count. */
    void fold(HistoryEntry entry) {
        var id = entry.fact() instanceof SessionEvent.OfOperation about ? about.operationId() : null;
        var folded = Fold.apply(session, id == null ? null : operations.get(id), entry);
        assertThat(folded).isInstanceOf(Folded.Counted.class);
        if (folded instanceof Folded.Counted(var next, var operation)) {
            session = next;
            if (operation != null) {
                operations.put(operation.id(), operation);
            }
        }
    }

    /** The session stands as another build left it. */
    void stand(Session other) {
        session = other;
    }

    Collection<Operation> operations() {
        return operations.values();
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public @Nullable Operation operation(OperationId id) {
        return operations.get(id);
    }
}

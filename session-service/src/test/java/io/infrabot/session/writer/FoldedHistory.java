package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the history says, folded from its first fact by nobody but the fold. */
public final class FoldedHistory {

    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final Map<OperationId, Operation> operations = new HashMap<>();
    private final List<SessionEvent> counted = new ArrayList<>();

    private FoldedHistory() {}

    public static FoldedHistory of(SimulatedLog log) {
        var history = new FoldedHistory();
        for (int offset = 0; offset < log.end(TopicNames.SESSION_EVENTS); offset++) {
            var entry = log.entry(offset);
            var about = entry.fact() instanceof OfOperation of ? history.operations.get(of.operationId()) : null;
            if (Fold.apply(history.sessions.get(entry.fact().sessionId()), about, entry)
                    instanceof Folded.Counted(var session, var operation)) {
                history.sessions.put(session.id(), session);
                history.counted.add(entry.fact());
                if (operation != null) {
                    history.operations.put(operation.id(), operation);
                }
            }
        }
        return history;
    }

    public @Nullable Session session(SessionId id) {
        return sessions.get(id);
    }

    public @Nullable Operation operation(OperationId id) {
        return operations.get(id);
    }

    /** Every operation that stands in it. */
    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    /** Every fact that counts, in order. */
    public List<SessionEvent> counted() {
        return List.copyOf(counted);
    }

    /** How many final facts count for {@code operation}. */
    public long ends(OperationId operation) {
        return counted.stream()
                .filter(fact -> fact instanceof OperationSucceeded
                        || fact instanceof OperationFailed
                        || fact instanceof OperationCancelled)
                .filter(fact -> ((OfOperation) fact).operationId().equals(operation))
                .count();
    }
}

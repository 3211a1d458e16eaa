package io.infrabot.testkit.history;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationRejected;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.SessionId;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every session and operation as the history makes them, with the facts that made them. */
public final class Ledgers {

    /** One session, as its history says. */
    public static final class Folded {

        private @Nullable Session session;
        private final Map<OperationId, Operation> operations = new HashMap<>();
        private final List<Logged> counted = new ArrayList<>();
        private final List<Logged> uncounted = new ArrayList<>();

        /** Absent where none of its facts counts. */
        public Optional<Session> session() {
            return Optional.ofNullable(session);
        }

        public Map<OperationId, Operation> operations() {
            return Map.copyOf(operations);
        }

        /** The facts that count, in order. */
        public List<Logged> counted() {
            return List.copyOf(counted);
        }

        /** The facts that do not: repeats, and words of writers that were no longer the one. */
        public List<Logged> uncounted() {
            return List.copyOf(uncounted);
        }

        private void add(Logged logged) {
            var entry = logged.entry();
            var id = entry.fact() instanceof OfOperation about ? about.operationId() : null;
            var before = id == null ? null : operations.get(id);
            if (Fold.apply(session, before, entry) instanceof Fold.Folded.Counted(var next, var after)) {
                session = next;
                counted.add(logged);
                if (after != null) {
                    operations.put(after.id(), after);
                }
            } else {
                uncounted.add(logged);
            }
        }

        private boolean isAs(Folded other) {
            return session().equals(other.session()) && operations.equals(other.operations);
        }
    }

    private final Map<SessionId, Folded> sessions = new HashMap<>();

    Ledgers() {}

    /** The fold of {@code history}, whose partitions may be mixed but each in its order. */
    public static Ledgers of(List<Logged> history) {
        var ledgers = new Ledgers();
        history.forEach(ledgers::add);
        return ledgers;
    }

    /** Goes on by one record of the history. */
    void add(Logged logged) {
        sessions.computeIfAbsent(logged.entry().fact().sessionId(), _ -> new Folded())
                .add(logged);
    }

    public Map<SessionId, Folded> sessions() {
        return Map.copyOf(sessions);
    }

    public Folded session(SessionId id) {
        return sessions.getOrDefault(id, new Folded());
    }

    public Optional<Operation> operation(OperationId id) {
        return Optional.ofNullable(session(id.session()).operations.get(id));
    }

    /** The facts that count of one operation, in order. */
    public List<Logged> factsOf(OperationId id) {
        return session(id.session()).counted.stream()
                .filter(logged -> logged.entry().fact() instanceof OfOperation about
                        && about.operationId().equals(id))
                .toList();
    }

    /** The facts that count of one operation with their places, for whoever goes and looks. */
    public String trail(OperationId id) {
        return factsOf(id).stream()
                .map(logged -> logged.entry().fact().getClass().getSimpleName().substring("Operation".length()) + " "
                        + logged.place())
                .collect(Collectors.joining(", "));
    }

    /** The sessions that stand elsewhere than in {@code other}. */
    public List<SessionId> differencesTo(Ledgers other) {
        return sessions.keySet().stream()
                .filter(id -> !session(id).isAs(other.session(id)))
                .toList();
    }

    /** Whether nothing may follow {@code fact} in its operation. */
    public static boolean isEnd(OfOperation fact) {
        return switch (fact) {
            case OperationSucceeded _, OperationFailed _, OperationCancelled _, OperationRejected _ -> true;
            default -> false;
        };
    }
}

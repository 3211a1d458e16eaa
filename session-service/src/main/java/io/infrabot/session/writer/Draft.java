package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent;
import io.infrabot.session.decide.Input;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.history.FactDigest;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where a session will stand once every fact that has been written is read back. The next decision is taken on it, so
 * that the writer need not wait for the log; it is thrown away when the log says otherwise.
 */
final class Draft implements Ledger {

    /**
     * An input whose facts, or whose predecessors' facts, are on their way.
     *
     * @param trace  the {@code traceparent} it came with
     * @param answer what to tell whoever asked, once they have been read back
     * @param unread its facts that have not been read back, as written
     */
    record Pending(Input input, @Nullable String trace, Optional<Refusal> answer, Deque<Bytes> unread) {}

    private final Ledger folded;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Map<OperationId, Operation> moved = new HashMap<>();
    private @Nullable Session session;
    private String lastDigest;

    Draft(Ledger folded) {
        this.folded = folded;
        this.session = folded.session();
        this.lastDigest = session == null ? "" : session.mark().digest();
    }

    /** Digest of the fact that the next one is decided on. */
    String lastDigest() {
        return lastDigest;
    }

    /** The next fact has left; the one after it is decided on it. */
    void wrote(Pending decided, Bytes fact) {
        decided.unread().add(fact);
        lastDigest = FactDigest.of(lastDigest, fact.get());
    }

    @Override
    public @Nullable Session session() {
        return session;
    }

    @Override
    public @Nullable Operation operation(OperationId id) {
        var changed = moved.get(id);
        return changed == null ? folded.operation(id) : changed;
    }

    /**
     * Takes in what {@code input} led to before it is read back. Where it led to no fact, its answer still waits for the
     * facts before it: it was decided on them.
     */
    void add(Pending decided, List<SessionEvent> facts) {
        var origin = decided.input().origin();
        for (var fact : facts) {
            var operation = fact instanceof SessionEvent.OfOperation about ? operation(about.operationId()) : null;
            var entry = HistoryEntry.unwritten(fact, origin.topic(), origin.offset(), origin.requestId());
            if (Fold.apply(session, operation, entry) instanceof Folded.Counted(var next, var after)) {
                session = next;
                if (after != null) {
                    moved.put(after.id(), after);
                }
            }
        }
        pending.add(decided);
    }

    /** Whether {@code fact}, just read back, is the one that this draft expects next. */
    boolean expects(Bytes fact) {
        var next = pending.peek();
        return next != null && fact.equals(next.unread().peek());
    }

    /** Ticks off the expected fact; returns the inputs that have nothing left to wait for. */
    List<Pending> confirm() {
        pending.element().unread().remove();
        var done = new ArrayList<Pending>();
        while (!pending.isEmpty() && pending.element().unread().isEmpty()) {
            done.add(pending.remove());
        }
        return done;
    }

    boolean isConfirmed() {
        return pending.isEmpty();
    }

    /** Every input whose facts have not all been read back, in order. */
    List<Pending> pending() {
        return List.copyOf(pending);
    }
}

package io.infrabot.session.history;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of the history that belongs to one session, in pieces. Blocks; for virtual threads, who take turns: a
 * hundred readers that come back at once would each open a connection, and keep the processor from the writer (F06).
 */
@ApplicationScoped
public class History {

    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_FOLDS = 4;
    /** Less than the two seconds that another instance waits for an answer. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /** As many are folding already as this instance can hold in memory: try again shortly. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("the history is read for others now; try again shortly", null, false, false);
        }
    }

    private final TopicReader log;
    private final int partitions;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
    private final Semaphore folds = new Semaphore(MOST_FOLDS, true);

    History(TopicReader log, SessionConfig config) {
        this.log = log;
        this.partitions = config.partitions();
    }

    /**
     * The session's facts that count, from the one that stands at {@code from} up to the first that cannot be read, or
     * to what is the end when the first piece is read.
     *
     * @param from position of a fact of this session that counts
     */
    public HistoryReplay of(SessionId session, long from) {
        return new HistoryReplay(log, turns, session, partitions, from);
    }

    /**
     * Where {@code session} stood at {@code time}, from its first fact on; empty if it did not exist yet.
     *
     * @throws Busy where too many ask at once
     */
    public Optional<Session> asOf(Session session, Instant time) {
        try {
            if (!folds.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return Optional.ofNullable(fold(of(session.id(), session.mark().first()), time));
        } finally {
            folds.release();
        }
    }

    private static @Nullable Session fold(HistoryReplay past, Instant time) {
        Session standing = null;
        var operations = new HashMap<OperationId, Operation>();
        for (var piece = past.next(); !piece.isEmpty(); piece = past.next()) {
            for (var entry : piece.entries()) {
                if (entry.fact().at().isAfter(time)) {
                    return standing;
                }
                if (applied(standing, operations, entry) instanceof Folded.Counted(var next, var _)) {
                    standing = next;
                }
            }
        }
        return standing;
    }

    /**
     * Applies a fact, and keeps in {@code operations} what the next ones need: an operation that is over is let go, for
     * a final phase absorbs, and a session may have had thousands.
     */
    public static Folded applied(
            @Nullable Session standing, Map<OperationId, Operation> operations, HistoryEntry entry) {
        var id = entry.fact() instanceof OfOperation about ? about.operationId() : null;
        var folded = Fold.apply(standing, id == null ? null : operations.get(id), entry);
        if (folded instanceof Folded.Counted(var _, var operation) && operation != null) {
            if (operation.isOver()) {
                operations.remove(operation.id());
            } else {
                operations.put(operation.id(), operation);
            }
        }
        return folded;
    }
}

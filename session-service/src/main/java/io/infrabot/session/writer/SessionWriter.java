package io.infrabot.session.writer;

import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.service.log.LogKey;
import io.infrabot.service.log.LogKeys;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Input;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.Nodes;
import io.infrabot.wire.KeyPartition;
import io.infrabot.wire.Received.Reason;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the sessions of one partition: decides inputs, writes the facts, and folds them when the history
 * gives them back. The ledger therefore always is the fold of the history; nothing else moves it.
 *
 * <p>Called by one thread. Does no I/O of its own: what it says goes through {@link RecordSink}.
 */
public final class SessionWriter {

    private static final Logger LOG = Logger.getLogger(SessionWriter.class);

    /** The position is written once in so many facts: reading some twice after a crash changes nothing. */
    private static final int FACTS_PER_POSITION = 64;

    /** A session that never rests says where it stands once in so many facts. */
    private static final int FACTS_PER_STATE = 8;

    /** A fact as it came back from the history. */
    public record ReadBack(
            HistoryEntry entry, Bytes written, @Nullable String trace) {
        SessionId sessionId() {
            return entry.fact().sessionId();
        }
    }

    private final LedgerStore store;
    private final Drafts drafts;
    private final RecordSink sink;
    private final Effects effects;
    private final WriterMetrics metrics;
    private final int partitions;
    private int factsSincePosition;

    /** Writes the sessions of the partition whose ledger {@code store} is. */
    public SessionWriter(LedgerStore store, Nodes nodes, RecordSink sink, Effects effects, WriterParts parts) {
        this.store = store;
        this.drafts = new Drafts(store, nodes, sink, parts);
        this.sink = sink;
        this.effects = effects;
        this.metrics = parts.metrics();
        this.partitions = parts.partitions();
    }

    /**
     * Decides one input and writes what follows. Returns the decision, for inputs that concern no session at all. What
     * concerns a session that cannot be read is refused: nobody knows what it would be decided on.
     */
    public Decision take(Input input, @Nullable String trace) {
        try {
            var why = store.whyClosed(input.sessionId());
            return why == null ? drafts.decide(input, trace) : drafts.refuse(input, trace, why.refusal());
        } catch (SessionUnreadable e) {
            close(e.session(), e.reason());
            return drafts.refuse(input, trace, e.reason().refusal());
        }
    }

    /**
     * Folds a fact that stands in the history, and does what may be done only now. A fact that cannot be folded, or kept,
     * closes its session and harms no other.
     */
    public void readBack(ReadBack fact) {
        if (store.whyClosed(fact.sessionId()) != null) {
            metrics.voided();
            return;
        }
        try {
            fold(fact);
        } catch (SessionUnreadable e) {
            close(e.session(), e.reason());
        } catch (UncheckedIOException e) {
            try (var _ = LogKeys.with(LogKey.SESSION, fact.sessionId())) {
                LOG.errorf(e, "a fact cannot be kept: %s", fact.entry().fact().getClass());
            }
            close(fact.sessionId(), whyClosed(fact.entry()));
        }
    }

    private UnreadableReason whyClosed(HistoryEntry entry) {
        var partition = KeyPartition.of(entry.fact().sessionId().value(), partitions);
        return UnreadableReason.ofFact(partition, entry.offset(), Reason.PROCESSING_FAILED.name());
    }

    /** Nothing is decided on the session from now on, and whoever waits for an answer is told. */
    public void close(SessionId id, UnreadableReason why) {
        store.close(id, why);
        effects.closed(id, why);
        drafts.drop(id, why.refusal());
    }

    private void fold(ReadBack fact) {
        var entry = fact.entry();
        var session = store.session(fact.sessionId());
        var operationId = entry.fact() instanceof OfOperation about ? about.operationId() : null;
        var operation = operationId == null ? null : store.operation(operationId);
        if (session != null && entry.offset() <= session.mark().position()) {
            redo(session, operation, entry);
            adoptOrphan(entry);
            return;
        }
        switch (folded(session, operation, entry)) {
            case Folded.Counted(var next, var after) -> counted(fact, next, operation, after);
            case Folded.NotCounted _ -> voided(fact);
        }
    }

    private Folded folded(@Nullable Session session, @Nullable Operation operation, HistoryEntry entry) {
        try {
            return Fold.apply(session, operation, entry);
        } catch (RuntimeException e) {
            try (var _ = LogKeys.with(LogKey.SESSION, entry.fact().sessionId())) {
                LOG.errorf(e, "a fact cannot be folded: %s", entry.fact().getClass());
            }
            throw new SessionUnreadable(entry.fact().sessionId(), whyClosed(entry));
        }
    }

    private void redo(Session session, @Nullable Operation operation, HistoryEntry entry) {
        if (entry.offset() == session.mark().position()) {
            publishState(session);
            var redone = Fold.redo(operation, entry);
            if (redone != null) {
                store.put(redone);
                effects.track(redone);
            }
        }
    }

    private void counted(ReadBack fact, Session next, @Nullable Operation before, @Nullable Operation after) {
        store.put(next, after);
        if (++factsSincePosition >= FACTS_PER_POSITION) {
            factsSincePosition = 0;
            store.position(fact.entry().offset());
        }
        effects.of(fact, next, before, after);
        if (!drafts.confirm(fact)) {
            // another came first than the one that the next decisions were taken on
            decideAgain(fact.sessionId());
        }
        if (drafts.isAtRest(next.id()) || next.version() % FACTS_PER_STATE == 0) {
            publishState(next);
        }
    }

    private void publishState(Session session) {
        sink.state(session.id(), session.deleted() ? null : session);
    }

    /** The fact never happened. If it was ours, what led to it is decided again on what did happen. */
    private void voided(ReadBack fact) {
        metrics.voided();
        if (drafts.expects(fact)) {
            decideAgain(fact.sessionId());
        } else {
            adoptOrphan(fact.entry());
        }
        // the facts before it may have left it to this one to say where the session stands
        var session = store.session(fact.sessionId());
        if (session != null && drafts.isAtRest(session.id())) {
            publishState(session);
        }
    }

    /** The word of a writer that is gone, and that nobody has decided since: its input is looked up and decided here. */
    private void adoptOrphan(HistoryEntry entry) {
        var session = drafts.session(entry.fact().sessionId());
        if (session != null && !session.hasDecided(entry.topic(), entry.input())) {
            effects.orphaned(entry);
        }
    }

    private void decideAgain(SessionId id) {
        for (var pending : drafts.drop(id)) {
            metrics.decidedAgain();
            var _ = take(pending.input(), pending.trace());
        }
    }

    /** Says where sessions stand that a late word of another writer has put back on the topic of states. */
    public void republish(Set<SessionId> contradicted) {
        for (var id : contradicted) {
            try {
                var session = store.session(id);
                if (session != null) {
                    metrics.stateRepaired();
                    publishState(session);
                }
            } catch (SessionUnreadable e) {
                close(e.session(), e.reason());
            }
        }
    }
}

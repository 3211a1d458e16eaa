package io.infrabot.session.writer;

import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionId;
import io.infrabot.session.decide.Decider;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Input;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.Nodes;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides inputs and writes the facts, each session's on its draft as long as something of it is on its way. Whoever
 * asked is answered once all that the answer stands on has been read back.
 */
final class Drafts {

    private final LedgerStore store;
    private final Decider decider;
    private final Nodes nodes;
    private final RecordSink sink;
    private final Answers answers;
    private final WriterMetrics metrics;
    private final Map<SessionId, Draft> drafts = new HashMap<>();

    Drafts(LedgerStore store, Nodes nodes, RecordSink sink, WriterParts parts) {
        this.store = store;
        this.nodes = nodes;
        this.sink = sink;
        this.decider = parts.decider();
        this.answers = parts.answers();
        this.metrics = parts.metrics();
    }

    /** Decides one input on where its session will stand, and writes what follows. */
    Decision decide(Input input, @Nullable String trace) {
        var id = input.sessionId();
        Ledger ledger = drafts.containsKey(id) ? drafts.get(id) : store.of(id);
        var decision = decider.decide(ledger, input, nodes);
        switch (decision) {
            case Decision.Facts(var facts, var refusal) ->
                write(id, new Draft.Pending(input, trace, Optional.ofNullable(refusal), new ArrayDeque<>()), facts);
            case Decision.Nothing _ -> {
                metrics.repeated();
                settle(id, input, trace, Optional.empty());
            }
            case Decision.Refused(var refusal) -> settle(id, input, trace, Optional.of(refusal));
        }
        return decision;
    }

    /** Refuses one input without looking at its session. */
    Decision refuse(Input input, @Nullable String trace, Refusal refusal) {
        settle(input.sessionId(), input, trace, Optional.of(refusal));
        return new Decision.Refused(refusal);
    }

    private void write(SessionId id, Draft.Pending decided, List<SessionEvent> facts) {
        var draft = drafts.computeIfAbsent(id, _ -> new Draft(store.of(id)));
        var origin = decided.input().origin();
        for (var fact : facts) {
            var index = decided.unread().size();
            draft.wrote(decided, sink.fact(fact, origin, index, draft.lastDigest(), decided.trace()));
        }
        draft.add(decided, facts);
        for (var fact : facts) {
            if (fact instanceof OperationPlaced placed) {
                reserve(draft, placed);
            }
        }
    }

    /** Answers at once where nothing is on its way, else after what it was decided on has been read back. */
    private void settle(SessionId id, Input input, @Nullable String trace, Optional<Refusal> answer) {
        var draft = drafts.get(id);
        if (draft == null) {
            answers.give(id, input.origin().requestId(), answer);
        } else {
            draft.add(new Draft.Pending(input, trace, answer, new ArrayDeque<>()), List.of());
        }
    }

    private void reserve(Draft draft, OperationPlaced placed) {
        var operation = draft.operation(placed.operationId());
        if (operation != null) {
            nodes.reserve(placed.node(), placed.run(), operation.ask().type());
        }
    }

    /**
     * Whether no fact of the session is on its way. Where one is, that one will say where it stands. It cannot be lost: what
     * is on its way is stored before any input after it is committed, so that whoever takes over reads it, too.
     */
    boolean isAtRest(SessionId id) {
        return !drafts.containsKey(id);
    }

    /** The session as it will stand. */
    @Nullable
    Session session(SessionId id) {
        return drafts.containsKey(id) ? drafts.get(id).session() : store.session(id);
    }

    /** Whether {@code fact}, just read back, is ours and the next of its session. */
    boolean expects(SessionWriter.ReadBack fact) {
        var draft = drafts.get(fact.sessionId());
        return draft != null && draft.expects(fact.written());
    }

    /** Ticks {@code fact} off and answers those who have nothing left to wait for; false: it was not expected. */
    boolean confirm(SessionWriter.ReadBack fact) {
        var id = fact.sessionId();
        var draft = drafts.get(id);
        if (draft == null || !draft.expects(fact.written())) {
            return false;
        }
        var done = draft.confirm();
        if (draft.isConfirmed()) {
            drafts.remove(id);
        }
        done.forEach(each -> answers.give(id, each.input().origin().requestId(), each.answer()));
        return true;
    }

    /** Throws the session's draft away; returns the inputs that were decided on it, in order. */
    List<Draft.Pending> drop(SessionId id) {
        var draft = drafts.remove(id);
        return draft == null ? List.of() : draft.pending();
    }

    /** Throws the session's draft away; whoever waits for it is told {@code why}. */
    void drop(SessionId id, Refusal why) {
        drop(id).forEach(each -> answers.give(id, each.input().origin().requestId(), Optional.of(why)));
    }
}

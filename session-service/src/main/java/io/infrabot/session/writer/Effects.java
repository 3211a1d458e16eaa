package io.infrabot.session.writer;

import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OperationCancelRequested;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Run;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.live.Change;
import io.infrabot.session.placement.Nodes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a fact once it has been read back: work for nodes, news for readers. This is the only place where
 * something leaves that cannot be undone.
 */
public final class Effects {

    private final RecordSink sink;
    private final LiveOperations liveOperations;
    private final WriterParts parts;
    private final Consumer<HistoryEntry> orphans;

    /** {@code orphans} receives each void fact whose input must be decided again. */
    public Effects(RecordSink sink, LiveOperations liveOperations, WriterParts parts, Consumer<HistoryEntry> orphans) {
        this.sink = sink;
        this.liveOperations = liveOperations;
        this.parts = parts;
        this.orphans = orphans;
    }

    void of(SessionWriter.ReadBack readBack, Session session, @Nullable Operation before, @Nullable Operation after) {
        var entry = readBack.entry();
        if (after != null) {
            send(entry, session, before, after, readBack.trace());
            track(after);
        }
        parts.metrics().counted(entry.fact(), session, after);
        parts.feed().publish(new Change.Folded(entry.offset(), entry.fact(), session, after));
    }

    private void send(
            HistoryEntry entry, Session session, @Nullable Operation before, Operation after, @Nullable String trace) {
        switch (entry.fact()) {
            case OperationPlaced _
            when after.phase() instanceof Phase.Assigned(var run) ->
                sink.work(startOf(after, run, session.team(), parts.nodes()), trace);
            case OperationCancelRequested _
            when after.phase() instanceof Phase.Cancelling(var run, var _) ->
                sink.work(cancelOf(after.id(), run), trace);
            case OperationFailed _
            when before != null
                    && entry.topic().equals(TopicNames.REQUESTS)
                    && before.phase() instanceof Phase.OnNode onNode ->
                sink.work(cancelOf(after.id(), onNode.run()), trace);
            default -> {
                // the other facts ask nothing of a node
            }
        }
    }

    /** Keeps an eye on the operation from now on, or no longer where it is over. */
    public void track(Operation operation) {
        liveOperations.track(operation);
        parts.positions().track(operation);
        if (operation.isOver()) {
            parts.progress().remove(operation.id());
        }
    }

    /** The session is closed: nothing of it is watched any more, and whoever looks is told why. */
    void closed(SessionId session, UnreadableReason why) {
        liveOperations.forget(session);
        parts.positions().forget(session::equals);
        parts.progress().forget(session::equals);
        parts.unreadable().closed(session, why);
    }

    /** A void fact whose input nobody has decided since: the input must be looked up and decided again. */
    void orphaned(HistoryEntry entry) {
        orphans.accept(entry);
    }

    static Work.StartRun startOf(Operation operation, Run run, String team, Nodes nodes) {
        return new Work.StartRun(
                run.node(),
                run.incarnation(),
                operation.sessionId(),
                operation.id(),
                run.id(),
                team,
                operation.ask().type(),
                operation.ask().arguments(),
                operation.attempt() + 1,
                operation.losses() > 0,
                operation.ask().timeout(),
                operation.ask().at(),
                nodes.lastBeat(run.node(), run.incarnation()));
    }

    static Work.CancelRun cancelOf(OperationId operation, Run run) {
        NodeId node = run.node();
        return new Work.CancelRun(node, run.incarnation(), operation.session(), operation, run.id());
    }
}

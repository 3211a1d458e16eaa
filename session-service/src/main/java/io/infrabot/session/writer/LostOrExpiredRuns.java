package io.infrabot.session.writer;

import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Run;
import io.infrabot.session.placement.Nodes;
import io.infrabot.session.placement.Nodes.Holding;
import java.time.Duration;

/**
 * Looks after operations that stand on a node: notices that the node is lost or the run's time is over, and repeats work
 * that the node seems not to have got. Called by one thread.
 */
final class LostOrExpiredRuns {

    private static final Duration MOST_PATIENCE = Duration.ofMinutes(1);

    /** What the node itself gets to report the end of a run whose time is over. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Nodes nodes;
    private final RecordSink sink;
    private final LedgerStore store;
    private final Timers timers;

    LostOrExpiredRuns(Nodes nodes, RecordSink sink, LedgerStore store, Timers timers) {
        this.nodes = nodes;
        this.sink = sink;
        this.store = store;
        this.timers = timers;
    }

    void look(LiveOperation live, Run run, long now) {
        switch (nodes.holding(run.node(), run.incarnation(), run.id())) {
            case Holding.Lost(var silentFor) -> {
                if (live.mayAsk(now)) {
                    timers.lost(live.operation, run, silentFor);
                }
            }
            case Holding.Held _ -> {
                live.seenHeld = now;
                live.patience = LiveOperation.UNSEEN.toNanos();
                held(live, run, now);
            }
            case Holding.NotHeld _ -> {
                if (now - live.seenHeld > live.patience) {
                    live.seenHeld = now;
                    // less and less often: where reports lag behind, repeats of them would only add to the lag
                    live.patience = Math.min(2 * live.patience, MOST_PATIENCE.toNanos());
                    sendAgain(live.operation, run);
                }
            }
        }
    }

    private void held(LiveOperation live, Run run, long now) {
        var operation = live.operation;
        if (operation.phase() instanceof Phase.Cancelling && now - live.since > LiveOperation.UNSEEN.toNanos()) {
            live.since = now;
            sendAgain(operation, run);
        }
        if (operation.phase() instanceof Phase.Running
                && now - live.since > operation.ask().timeout().plus(GRACE).toNanos()
                && live.mayAsk(now)) {
            timers.expired(operation, run.id());
        }
    }

    /** The node drops what it has taken already and repeats the end of what is over, so a repeat does no harm. */
    private void sendAgain(Operation operation, Run run) {
        if (operation.phase() instanceof Phase.Cancelling) {
            sink.work(Effects.cancelOf(operation.id(), run), null);
            return;
        }
        var session = store.session(operation.sessionId());
        var whole = store.operation(operation.id());
        if (session != null && whole != null) {
            sink.work(Effects.startOf(whole, run, session.team(), nodes), null);
        }
    }
}

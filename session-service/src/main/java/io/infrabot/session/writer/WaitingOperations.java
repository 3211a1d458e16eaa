package io.infrabot.session.writer;

import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.placement.Nodes;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Looks after operations that stand on no node: lets those go on for which there is room now. Called by one thread. */
final class WaitingOperations {

    private static final Set<WaitingReason> WANT_OF_NODE =
            Set.of(WaitingReason.NO_CAPABLE_NODE, WaitingReason.NO_MATCHING_NODE, WaitingReason.ENGINE_UNAVAILABLE);

    /** How long a sub-operation waits for its node to come back. */
    private static final Duration FOR_ITS_NODE = Duration.ofMinutes(1);

    /** Releases a tick: more would only queue up in front of the next decisions. */
    private static final int RELEASES = 500;

    private final Nodes nodes;
    private final LedgerStore store;
    private final Timers timers;

    WaitingOperations(Nodes nodes, LedgerStore store, Timers timers) {
        this.nodes = nodes;
        this.store = store;
        this.timers = timers;
    }

    void look(List<LiveOperation> waiting, long now) {
        if (waiting.isEmpty()) {
            return;
        }
        var placeable = new PlaceableNow(store, nodes.all());
        var inTurns =
                FairOrder.of(waiting, each -> each.operation.sessionId(), each -> placeable.teamOf(each.operation));
        var releases = 0;
        for (var live : inTurns) {
            giveUpOn(live, now);
            if (releases < RELEASES && placeable.includes(live.operation) && live.mayAsk(now)) {
                timers.release(live.operation);
                releases++;
            }
        }
    }

    /** A sub-operation has one node only; if that stays away, it must not hold up its parent for ever. */
    private void giveUpOn(LiveOperation live, long now) {
        var operation = live.operation;
        if (operation.ask().parent() != null
                && operation.phase() instanceof Phase.Waiting(var reason)
                && WANT_OF_NODE.contains(reason)
                && now - live.since > FOR_ITS_NODE.toNanos()
                && live.mayAsk(now)) {
            timers.expired(operation, operation.latestRun());
        }
    }
}

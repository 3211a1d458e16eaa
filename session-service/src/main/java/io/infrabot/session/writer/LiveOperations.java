package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.decide.FanOut;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.placement.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The live operations of one partition. Each tick looks at them: {@link LostOrExpiredRuns}, {@link WaitingOperations} and
 * {@link StrayRuns} ask for what time demands. It changes no state: what is found becomes a record, or a repeat of one.
 * Called by one thread.
 */
public final class LiveOperations {

    private final LedgerStore store;
    private final LongSupplier nanoTime;
    private final Timers timers;
    private final LostOrExpiredRuns placed;
    private final WaitingOperations waiting;
    private final StrayRuns strays;
    private final Map<OperationId, LiveOperation> live = new LinkedHashMap<>();

    /**
     * Those of one partition.
     *
     * @param isOurs whether a session lies in it, and can be read
     */
    public LiveOperations(
            Nodes nodes, RecordSink sink, LedgerStore store, LongSupplier nanoTime, Predicate<SessionId> isOurs) {
        this.store = store;
        this.nanoTime = nanoTime;
        timers = new Timers(sink);
        placed = new LostOrExpiredRuns(nodes, sink, store, timers);
        waiting = new WaitingOperations(nodes, store, timers);
        strays = new StrayRuns(nodes, sink, store, isOurs);
    }

    /** Where the operation stands now. */
    void track(Operation operation) {
        if (operation.isOver()) {
            live.remove(operation.id());
            return;
        }
        var known = live.get(operation.id());
        if (known == null
                || !known.operation.phase().getClass().equals(operation.phase().getClass())) {
            live.put(operation.id(), new LiveOperation(operation, nanoTime.getAsLong()));
        } else {
            known.operation = operation.withoutArguments();
        }
    }

    /** Looks no more at what the session has: nobody knows where it stands. */
    void forget(SessionId session) {
        live.keySet().removeIf(operation -> operation.session().equals(session));
    }

    /** Looks at every live operation once, and at every run that a node holds. */
    public void tick() {
        var now = nanoTime.getAsLong();
        var onNoNode = new ArrayList<LiveOperation>();
        for (var each : new ArrayList<>(live.values())) {
            switch (each.operation.phase()) {
                case Phase.OnNode onNode -> placed.look(each, onNode.run(), now);
                case Phase.Waiting _ -> onNoNode.add(each);
                case Phase.Spread _ -> spread(each, now);
                case Phase.Final _ -> live.remove(each.operation.id());
            }
        }
        waiting.look(onNoNode, now);
        strays.look(live, now);
    }

    /** What one decision does at once is only held up where a crash came between. */
    private void spread(LiveOperation parent, long now) {
        if (parent.isAnswered(now)
                && FanOut.isHeldUp(store.of(parent.operation.sessionId()), parent.operation)
                && parent.mayAsk(now)) {
            timers.release(parent.operation);
        }
    }
}

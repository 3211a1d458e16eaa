package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work;
import io.infrabot.session.placement.Nodes;
import io.infrabot.session.placement.Nodes.RunInBeat;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes back runs that count no more: a node that was cut off may come back with runs that have been given to others
 * since. Called by one thread.
 */
final class StrayRuns {

    private final Nodes nodes;
    private final RecordSink sink;
    private final LedgerStore store;
    private final Predicate<SessionId> isOurs;
    private final Map<RunId, Long> strays = new HashMap<>();

    StrayRuns(Nodes nodes, RecordSink sink, LedgerStore store, Predicate<SessionId> isOurs) {
        this.nodes = nodes;
        this.sink = sink;
        this.store = store;
        this.isOurs = isOurs;
    }

    void look(Map<OperationId, LiveOperation> live, long now) {
        var seen = new HashMap<RunId, Long>();
        for (var held : nodes.held()) {
            if (isOurs.test(held.operation().session()) && isStray(held, live.get(held.operation()))) {
                var since = strays.getOrDefault(held.run(), now);
                if (now - since > LiveOperation.UNSEEN.toNanos()) {
                    since = now;
                    takeBack(held);
                }
                seen.put(held.run(), since);
            }
        }
        strays.clear();
        strays.putAll(seen);
    }

    private void takeBack(RunInBeat held) {
        var operation = held.operation();
        sink.work(
                new Work.CancelRun(held.node(), held.incarnation(), operation.session(), operation, held.run()), null);
    }

    private boolean isStray(RunInBeat held, @Nullable LiveOperation live) {
        if (live != null) {
            return !live.operation.isHeldBy(held.run());
        }
        // what is over should be gone from the beats soon
        return strays.containsKey(held.run()) || store.operation(held.operation()) != null;
    }
}

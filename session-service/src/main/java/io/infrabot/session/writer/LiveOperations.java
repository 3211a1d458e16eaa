package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.WaitingReason;
import io.infrabot.events.Work;
import io.infrabot.session.decide.FanOut;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Run;
import io.infrabot.session.placement.Nodes;
import io.infrabot.session.placement.Nodes.HeldRun;
import io.infrabot.session.placement.Nodes.Holding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Watches the live operations of one partition: asks for what time demands (lost nodes, expired runs, room for what
 * waits), repeats work that a node seems not to have got, and takes back runs that count no more. It changes no state:
 * what it finds becomes a record, or a repeat of one. Called by one thread.
 */
final class LiveOperations {

    /** How long a node may take to show a run in its beats, or to drop it, before it is told again. */
    private static final Duration UNSEEN = Duration.ofSeconds(2);

    private static final Duration MOST_PATIENCE = Duration.ofMinutes(1);

    /** How long a timer's record may take to be decided before it is written again. */
    private static final Duration UNANSWERED = Duration.ofSeconds(5);

    /** What the node itself gets to report the end of a run whose time is over. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Set<WaitingReason> WANT_OF_NODE =
            Set.of(WaitingReason.NO_CAPABLE_NODE, WaitingReason.NO_MATCHING_NODE, WaitingReason.ENGINE_UNAVAILABLE);

    /** How long a sub-operation waits for its node to come back. */
    private static final Duration FOR_ITS_NODE = Duration.ofMinutes(1);

    /** Releases a tick: more would only queue up in front of the next decisions. */
    private static final int RELEASES = 500;

    private static final class Watched {
        private Operation operation;
        private long since;
        private long seenHeld;
        private long patience = UNSEEN.toNanos();
        private long asked;

        private Watched(Operation operation, long now) {
            this.operation = operation.withoutArguments();
            this.since = now;
            this.seenHeld = now;
            this.asked = now - UNANSWERED.toNanos();
        }
    }

    private final Nodes nodes;
    private final RecordSink sink;
    private final LedgerStore store;
    private final LongSupplier nanoTime;
    private final Predicate<SessionId> isOurs;
    private final Map<OperationId, Watched> live = new LinkedHashMap<>();
    private final Map<RunId, Long> strays = new HashMap<>();

    /**
     * Those of one partition.
     *
     * @param isOurs whether a session lies in it, and can be read
     */
    LiveOperations(
            Nodes nodes, RecordSink sink, LedgerStore store, LongSupplier nanoTime, Predicate<SessionId> isOurs) {
        this.nodes = nodes;
        this.sink = sink;
        this.store = store;
        this.nanoTime = nanoTime;
        this.isOurs = isOurs;
    }

    /** Where the operation stands now. */
    void track(Operation operation) {
        if (operation.isOver()) {
            live.remove(operation.id());
            return;
        }
        var now = nanoTime.getAsLong();
        var watched = live.get(operation.id());
        if (watched == null
                || !watched.operation
                        .phase()
                        .getClass()
                        .equals(operation.phase().getClass())) {
            live.put(operation.id(), new Watched(operation, now));
        } else {
            watched.operation = operation.withoutArguments();
        }
    }

    /** Looks no more at what the session has: nobody knows where it stands. */
    void forget(SessionId session) {
        live.keySet().removeIf(operation -> operation.session().equals(session));
    }

    /** Looks at every live operation once, and at every run that a node holds. */
    void tick() {
        var now = nanoTime.getAsLong();
        var waiting = new ArrayList<Watched>();
        for (var watched : new ArrayList<>(live.values())) {
            switch (watched.operation.phase()) {
                case Phase.OnNode onNode -> onNode(watched, onNode.run(), now);
                case Phase.Waiting _ -> waiting.add(watched);
                case Phase.Spread _ -> spread(watched, now);
                case Phase.Final _ -> live.remove(watched.operation.id());
            }
        }
        release(waiting, now);
        takeBackStrays(now);
    }

    private void onNode(Watched watched, Run run, long now) {
        switch (nodes.holding(run.node(), run.incarnation(), run.id())) {
            case Holding.Lost(var silentFor) -> lost(watched, run, silentFor, now);
            case Holding.Held _ -> {
                watched.seenHeld = now;
                watched.patience = UNSEEN.toNanos();
                held(watched, run, now);
            }
            case Holding.NotHeld _ -> {
                if (now - watched.seenHeld > watched.patience) {
                    watched.seenHeld = now;
                    // less and less often: where reports lag behind, repeats of them would only add to the lag
                    watched.patience = Math.min(2 * watched.patience, MOST_PATIENCE.toNanos());
                    sendAgain(watched.operation, run);
                }
            }
        }
    }

    private void lost(Watched watched, Run run, Duration silentFor, long now) {
        if (mayAsk(watched, now)) {
            var operation = watched.operation;
            sink.timer(
                    new Request.NodeLost(
                            operation.sessionId(), operation.id(), run.id(), run.node(), run.incarnation(), silentFor),
                    "lost:" + run.id());
        }
    }

    private void held(Watched watched, Run run, long now) {
        var operation = watched.operation;
        if (operation.phase() instanceof Phase.Cancelling && now - watched.since > UNSEEN.toNanos()) {
            watched.since = now;
            sendAgain(operation, run);
        }
        if (operation.phase() instanceof Phase.Running
                && now - watched.since > operation.ask().timeout().plus(GRACE).toNanos()
                && mayAsk(watched, now)) {
            expire(operation, run.id());
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

    private void release(List<Watched> waiting, long now) {
        if (waiting.isEmpty()) {
            return;
        }
        var placeable = new PlaceableNow(store, nodes.all());
        var inTurns =
                FairOrder.of(waiting, each -> each.operation.sessionId(), each -> placeable.teamOf(each.operation));
        var releases = 0;
        for (var watched : inTurns) {
            giveUpOn(watched, now);
            if (releases < RELEASES && placeable.includes(watched.operation) && mayAsk(watched, now)) {
                release(watched.operation);
                releases++;
            }
        }
    }

    private void release(Operation operation) {
        sink.timer(
                new Request.Release(operation.sessionId(), operation.id(), operation.latestRun()),
                "release:" + operation.latestRun());
    }

    /** A sub-operation has one node only; if that stays away, it must not hold up its parent for ever. */
    private void giveUpOn(Watched watched, long now) {
        var operation = watched.operation;
        if (operation.ask().parent() != null
                && operation.phase() instanceof Phase.Waiting(var reason)
                && WANT_OF_NODE.contains(reason)
                && now - watched.since > FOR_ITS_NODE.toNanos()
                && mayAsk(watched, now)) {
            expire(operation, operation.latestRun());
        }
    }

    /** What one decision does at once is only held up where a crash came between. */
    private void spread(Watched watched, long now) {
        if (now - watched.asked >= UNANSWERED.toNanos()
                && FanOut.isHeldUp(store.of(watched.operation.sessionId()), watched.operation)
                && mayAsk(watched, now)) {
            release(watched.operation);
        }
    }

    private void expire(Operation operation, RunId run) {
        sink.timer(new Request.RunExpired(operation.sessionId(), operation.id(), run), "expired:" + run);
    }

    /** A node that was cut off may come back with runs that have been given to others since. */
    private void takeBackStrays(long now) {
        var seen = new HashMap<RunId, Long>();
        for (var held : nodes.held()) {
            if (isOurs.test(held.operation().session()) && isStray(held)) {
                var since = strays.getOrDefault(held.run(), now);
                if (now - since > UNSEEN.toNanos()) {
                    since = now;
                    var operation = held.operation();
                    sink.work(
                            new Work.CancelRun(
                                    held.node(), held.incarnation(), operation.session(), operation, held.run()),
                            null);
                }
                seen.put(held.run(), since);
            }
        }
        strays.clear();
        strays.putAll(seen);
    }

    private boolean isStray(HeldRun held) {
        var watched = live.get(held.operation());
        if (watched != null) {
            return !watched.operation.isHeldBy(held.run());
        }
        // what is over should be gone from the beats soon
        return strays.containsKey(held.run()) || store.operation(held.operation()) != null;
    }

    private static boolean mayAsk(Watched watched, long now) {
        if (now - watched.asked < UNANSWERED.toNanos()) {
            return false;
        }
        watched.asked = now;
        return true;
    }
}

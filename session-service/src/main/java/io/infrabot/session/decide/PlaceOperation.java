package io.infrabot.session.decide;

import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionEvent.OperationWaiting;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase.Waiting;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.Nodes;
import io.infrabot.session.placement.Placement;
import io.infrabot.session.placement.PlacementRequest;

/** Gives an operation that stands on no node to one, or says why it waits. */
public final class PlaceOperation {

    private PlaceOperation() {}

    /**
     * Places {@code operation}, if it waits.
     *
     * @param mayPreempt whether it is the first of its session, of which nothing runs, so that a full node makes room for it
     */
    static void place(FactList facts, Operation operation, Nodes nodes, boolean mayPreempt) {
        var session = facts.session();
        if (session == null || !(operation.phase() instanceof Waiting)) {
            return;
        }
        var placement = session.status() == SessionStatus.PAUSED
                ? new Placement.Wait(WaitingReason.SESSION_PAUSED)
                : Placement.choose(request(session, operation, mayPreempt), nodes.all());
        switch (placement) {
            case Placement.On(var node) ->
                facts.add(new OperationPlaced(
                        session.id(),
                        facts.nextVersion(),
                        facts.at(),
                        operation.id(),
                        operation.nextRun(),
                        node.id(),
                        node.incarnation(),
                        OperationType.isTool(operation.ask().type()) ? null : node.engine(),
                        operation.attempt() + 1,
                        operation.placements() + 1));
            case Placement.Wait(var why) -> waits(facts, session, operation, why);
        }
    }

    /** Says why it waits, unless the history already does. */
    static void waits(FactList facts, Session session, Operation operation, WaitingReason why) {
        if (!(operation.phase() instanceof Waiting(var reason)) || reason != why) {
            facts.add(new OperationWaiting(session.id(), facts.nextVersion(), facts.at(), operation.id(), why));
        }
    }

    /** What the operation asks of a node now. A sub-operation's node was chosen when its parent was spread. */
    public static PlacementRequest request(Session session, Operation operation, boolean mayPreempt) {
        return new PlacementRequest(
                operation.ask().type(),
                operation.ask().target(),
                operation.ask().parent() == null ? session.homeEngine() : null,
                mayPreempt);
    }
}

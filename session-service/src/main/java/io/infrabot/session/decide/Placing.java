package io.infrabot.session.decide;

import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionEvent.OperationWaiting;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase.Waiting;
import io.infrabot.session.placement.Nodes;
import io.infrabot.session.placement.Placement;

/** Gives an operation that stands on no node to one, or says why it waits. */
final class Placing {

    private Placing() {}

    static void place(FactList facts, Operation operation, Nodes nodes) {
        var session = facts.session();
        if (session == null || !(operation.phase() instanceof Waiting(var reason))) {
            return;
        }
        var placement = session.status() == SessionStatus.PAUSED
                ? new Placement.Wait(WaitingReason.SESSION_PAUSED)
                : Placement.choose(operation.ask().type(), operation.ask().target(), session.homeEngine(), nodes.all());
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
            case Placement.Wait(var why)
            when why != reason ->
                facts.add(new OperationWaiting(session.id(), facts.nextVersion(), facts.at(), operation.id(), why));
            case Placement.Wait _ -> {
                // it waits, and the history already says why
            }
        }
    }
}

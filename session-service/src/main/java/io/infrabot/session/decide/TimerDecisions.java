package io.infrabot.session.decide;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.Request.NodeLost;
import io.infrabot.events.Request.Release;
import io.infrabot.events.Request.RunExpired;
import io.infrabot.events.Request.Timer;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationNodeLost;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.placement.Nodes;

/** Decides what time brings: silent nodes, expired runs, room for what waits. */
final class TimerDecisions {

    private final Rules rules;

    TimerDecisions(Rules rules) {
        this.rules = rules;
    }

    Decision fire(Ledger ledger, Timer timer, Input.Origin origin, Nodes nodes) {
        var operation = ledger.operation(timer.operationId());
        if (operation == null || operation.isOver()) {
            return new Decision.Nothing();
        }
        var facts = new FactList(ledger, origin);
        switch (timer) {
            case NodeLost lost when operation.isHeldBy(lost.run()) -> nodeLost(facts, operation, lost, nodes);
            case RunExpired expired when operation.isHeldBy(expired.run()) -> expired(facts, operation, expired);
            case RunExpired expired
            when isGivenUp(operation, expired) ->
                facts.add(failed(
                        facts,
                        operation,
                        expired,
                        OperationError.of(ErrorCode.NODE_LOST, "its node did not come back")));
            case Release release when operation.latestRun().equals(release.run()) -> release(facts, operation, nodes);
            case NodeLost _, RunExpired _, Release _ -> {
                // about a run that no longer counts
            }
        }
        return facts.decision();
    }

    private static void release(FactList facts, Operation operation, Nodes nodes) {
        var session = facts.session();
        if (operation.isForAllNodes()) {
            FanOut.carryOn(facts, operation, nodes);
        } else {
            PlaceOperation.place(facts, operation, nodes, session != null && session.isIdle());
        }
    }

    /** A sub-operation is for one node; without that node it would wait for ever, and its parent with it. */
    private static boolean isGivenUp(Operation operation, RunExpired expired) {
        return operation.ask().parent() != null
                && operation.phase() instanceof Phase.Waiting
                && operation.latestRun().equals(expired.run());
    }

    /** One fact decides what becomes of it: a crash between two must not bring a cancelled operation back. */
    private void nodeLost(FactList facts, Operation operation, NodeLost lost, Nodes nodes) {
        if (operation.phase() instanceof Phase.Cancelling) {
            // CANCELLED would say that the effect is not there, and nobody has looked
            facts.add(failed(
                    facts,
                    operation,
                    lost,
                    OperationError.of(
                            ErrorCode.OUTCOME_UNKNOWN,
                            "its node " + lost.node() + " was lost while it was being stopped")));
        } else if (operation.losses() >= rules.maxReplacements()) {
            facts.add(failed(
                    facts,
                    operation,
                    lost,
                    OperationError.of(
                            ErrorCode.NODE_LOST,
                            "the node that had the operation was lost " + (operation.losses() + 1) + " times")));
        } else {
            facts.add(new OperationNodeLost(
                    lost.sessionId(),
                    facts.nextVersion(),
                    facts.at(),
                    lost.operationId(),
                    lost.run(),
                    lost.node(),
                    lost.incarnation(),
                    lost.silentFor()));
            var waiting = facts.operation(operation.id());
            if (waiting != null) {
                PlaceOperation.place(facts, waiting, nodes, false);
            }
        }
    }

    private static void expired(FactList facts, Operation operation, RunExpired expired) {
        facts.add(failed(
                facts,
                operation,
                expired,
                OperationError.of(
                        ErrorCode.OPERATION_TIMEOUT,
                        "it was not over after " + operation.ask().timeout())));
    }

    private static OperationFailed failed(FactList facts, Operation operation, Timer timer, OperationError error) {
        return new OperationFailed(
                timer.sessionId(),
                facts.nextVersion(),
                facts.at(),
                timer.operationId(),
                timer.run(),
                operation.attempt(),
                error,
                null);
    }
}

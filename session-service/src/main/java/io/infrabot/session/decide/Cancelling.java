package io.infrabot.session.decide;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent.OperationCancelRequested;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.Usage;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import org.jspecify.annotations.Nullable;

/** Stops an operation: at once where no node has it, else by asking the node that does. */
final class Cancelling {

    private Cancelling() {}

    static void stop(FactList facts, Operation operation, @Nullable String reason) {
        switch (operation.phase()) {
            case Phase.Waiting _ -> end(facts, operation, null, null, reason);
            case Phase.Spread(var cancelling) when !cancelling -> facts.add(request(facts, operation, reason));
            case Phase.Assigned _, Phase.Running _ -> facts.add(request(facts, operation, reason));
            case Phase.Spread _, Phase.Cancelling _, Phase.Final _ -> {
                // already on its way, or over
            }
        }
    }

    /**
     * Ends what was to be stopped. CANCELLED says that the effect is not there; where a node may have begun it that was
     * lost, and no other has looked since, nobody can say so.
     *
     * @param usage as the node says that stopped it, where one did
     */
    static void end(
            FactList facts, Operation operation, @Nullable RunId run, @Nullable Usage usage, @Nullable String reason) {
        if (operation.losses() > 0 && !hasBegun(operation)) {
            unknown(facts, operation, run, usage, "a node that had it was lost, and none has looked since what it did");
        } else {
            facts.add(new OperationCancelled(
                    operation.sessionId(), facts.nextVersion(), facts.at(), operation.id(), run, usage, reason));
        }
    }

    /** Ends what its node was stopping when that was lost. */
    static void lost(FactList facts, Operation operation, RunId run, NodeId node) {
        unknown(facts, operation, run, null, "its node " + node + " was lost while it was being stopped");
    }

    private static void unknown(
            FactList facts, Operation operation, @Nullable RunId run, @Nullable Usage usage, String why) {
        facts.add(new OperationFailed(
                operation.sessionId(),
                facts.nextVersion(),
                facts.at(),
                operation.id(),
                run,
                operation.attempt(),
                OperationError.of(ErrorCode.OUTCOME_UNKNOWN, why),
                usage));
    }

    /** Whether the node that is stopping it had begun, which begins with a look at what is there. */
    private static boolean hasBegun(Operation operation) {
        return operation.phase() instanceof Phase.Cancelling(var _, var startedAt) && startedAt != null;
    }

    private static OperationCancelRequested request(FactList facts, Operation operation, @Nullable String reason) {
        return new OperationCancelRequested(
                operation.sessionId(), facts.nextVersion(), facts.at(), operation.id(), reason);
    }
}

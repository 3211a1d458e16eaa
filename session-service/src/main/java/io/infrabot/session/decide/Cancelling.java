package io.infrabot.session.decide;

import io.infrabot.events.ErrorCode;
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
     * Ends what was to be stopped. CANCELLED says that the effect is not there. Where a node that had it was lost, nobody
     * can say so: not even the next one, which may have been stopped before it looked.
     *
     * @param usage as the node says that stopped it, where one did
     */
    static void end(
            FactList facts, Operation operation, @Nullable RunId run, @Nullable Usage usage, @Nullable String reason) {
        if (operation.losses() > 0) {
            facts.add(new OperationFailed(
                    operation.sessionId(),
                    facts.nextVersion(),
                    facts.at(),
                    operation.id(),
                    run,
                    operation.attempt(),
                    OperationError.of(
                            ErrorCode.OUTCOME_UNKNOWN, "a node that had it was lost before, and may have done it"),
                    usage));
        } else {
            facts.add(new OperationCancelled(
                    operation.sessionId(), facts.nextVersion(), facts.at(), operation.id(), run, usage, reason));
        }
    }

    private static OperationCancelRequested request(FactList facts, Operation operation, @Nullable String reason) {
        return new OperationCancelRequested(
                operation.sessionId(), facts.nextVersion(), facts.at(), operation.id(), reason);
    }
}

package io.infrabot.session.decide;

import io.infrabot.events.SessionEvent.OperationCancelRequested;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import org.jspecify.annotations.Nullable;

/** Stops an operation: at once where no node has it, else by asking the node that does. */
final class Cancelling {

    private Cancelling() {}

    static void stop(FactList facts, Operation operation, @Nullable String reason) {
        switch (operation.phase()) {
            case Phase.Waiting _ ->
                facts.add(new OperationCancelled(
                        operation.sessionId(), facts.nextVersion(), facts.at(), operation.id(), null, null, reason));
            case Phase.Spread(var cancelling) when !cancelling -> facts.add(request(facts, operation, reason));
            case Phase.Assigned _, Phase.Running _ -> facts.add(request(facts, operation, reason));
            case Phase.Spread _, Phase.Cancelling _, Phase.Final _ -> {
                // already on its way, or over
            }
        }
    }

    private static OperationCancelRequested request(FactList facts, Operation operation, @Nullable String reason) {
        return new OperationCancelRequested(
                operation.sessionId(), facts.nextVersion(), facts.at(), operation.id(), reason);
    }
}

package io.infrabot.session.ledger;

import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationAttemptFailed;
import io.infrabot.events.SessionEvent.OperationCancelRequested;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationDeclined;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationNodeLost;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionEvent.OperationRejected;
import io.infrabot.events.SessionEvent.OperationSpread;
import io.infrabot.events.SessionEvent.OperationStarted;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.SessionEvent.OperationWaiting;
import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Operation.Ask;
import io.infrabot.session.ledger.Phase.Assigned;
import io.infrabot.session.ledger.Phase.Cancelled;
import io.infrabot.session.ledger.Phase.Cancelling;
import io.infrabot.session.ledger.Phase.Failed;
import io.infrabot.session.ledger.Phase.OnNode;
import io.infrabot.session.ledger.Phase.Rejected;
import io.infrabot.session.ledger.Phase.Running;
import io.infrabot.session.ledger.Phase.Spread;
import io.infrabot.session.ledger.Phase.Succeeded;
import io.infrabot.session.ledger.Phase.Waiting;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves one operation on by one fact that counts. */
final class OperationFold {

    private OperationFold() {}

    /** Returns the next state; the same one where the fact does not fit it any more, for a final phase absorbs. */
    static @Nullable Operation apply(@Nullable Operation before, OfOperation fact, long offset) {
        if (before == null) {
            return first(fact, offset);
        }
        return before.isOver() ? before : next(before, fact);
    }

    private static @Nullable Operation first(OfOperation fact, long offset) {
        if (fact instanceof OperationAccepted accepted) {
            return opened(accepted, askOf(accepted, offset), new Waiting(WaitingReason.NOT_PLACED_YET));
        }
        if (fact instanceof OperationRejected rejected) {
            var ask = new Ask(
                    rejected.type(),
                    Map.of(),
                    Target.any(),
                    Duration.ZERO,
                    rejected.fingerprint(),
                    offset,
                    rejected.at(),
                    null);
            return opened(rejected, ask, new Rejected(rejected.error(), rejected.at()));
        }
        return null;
    }

    private static Ask askOf(OperationAccepted fact, long offset) {
        return new Ask(
                fact.type(),
                fact.arguments(),
                fact.target(),
                fact.timeout(),
                fact.fingerprint(),
                offset,
                fact.at(),
                fact.parent());
    }

    private static Operation opened(OfOperation fact, Ask ask, Phase phase) {
        return new Operation(fact.operationId(), ask, fact.version(), phase, 0, 0, 0, null, null, null, null);
    }

    private static Operation next(Operation before, OfOperation fact) {
        return switch (fact) {
            case OperationAccepted _, OperationRejected _ -> before;
            case OperationWaiting waiting -> moved(before, fact, new Waiting(waiting.reason()));
            case OperationPlaced placed -> placed(before, placed);
            case OperationSpread spread -> spread(before, spread);
            case OperationStarted started -> started(before, started);
            case OperationAttemptFailed failed -> attemptFailed(before, failed);
            case OperationDeclined _ -> moved(before, fact, new Waiting(WaitingReason.NODES_BUSY));
            case OperationNodeLost _ -> lost(before, fact);
            case OperationCancelRequested _ -> cancelling(before, fact);
            case OperationSucceeded end -> moved(before, fact, new Succeeded(end.result(), end.usage(), end.at()));
            case OperationFailed end -> moved(before, fact, new Failed(end.error(), end.usage(), end.at()));
            case OperationCancelled end -> moved(before, fact, new Cancelled(end.usage(), end.at()));
        };
    }

    private static Operation moved(Operation before, OfOperation fact, Phase phase) {
        return new Operation(
                before.id(),
                before.ask(),
                fact.version(),
                phase,
                before.attempt(),
                before.placements(),
                before.losses(),
                before.node(),
                before.lastError(),
                before.startedAt(),
                before.parts());
    }

    private static Operation placed(Operation before, OperationPlaced fact) {
        var run = new Run(fact.run(), fact.node(), fact.incarnation(), fact.at());
        return new Operation(
                before.id(),
                before.ask(),
                fact.version(),
                new Assigned(run),
                before.attempt(),
                fact.placement(),
                before.losses(),
                fact.node(),
                before.lastError(),
                before.startedAt(),
                before.parts());
    }

    private static Operation started(Operation before, OperationStarted fact) {
        var phase = switch (before.phase()) {
            case Cancelling cancelling -> new Cancelling(cancelling.run(), fact.at());
            case OnNode onNode -> new Running(onNode.run(), fact.at());
            case Waiting _, Spread _, Phase.Final _ -> before.phase();
        };
        return new Operation(
                before.id(),
                before.ask(),
                fact.version(),
                phase,
                Math.max(before.attempt(), fact.attempt()),
                before.placements(),
                before.losses(),
                fact.node(),
                before.lastError(),
                before.startedAt() == null ? fact.at() : before.startedAt(),
                before.parts());
    }

    private static Operation spread(Operation before, OperationSpread fact) {
        return new Operation(
                before.id(),
                before.ask(),
                fact.version(),
                new Spread(false),
                before.attempt(),
                before.placements(),
                before.losses(),
                null,
                null,
                fact.at(),
                fact.parts());
    }

    private static Operation attemptFailed(Operation before, OperationAttemptFailed fact) {
        return new Operation(
                before.id(),
                before.ask(),
                fact.version(),
                before.phase(),
                Math.max(before.attempt(), fact.attempt()),
                before.placements(),
                before.losses(),
                before.node(),
                fact.error(),
                before.startedAt(),
                before.parts());
    }

    private static Operation lost(Operation before, OfOperation fact) {
        return new Operation(
                before.id(),
                before.ask(),
                fact.version(),
                new Waiting(WaitingReason.NOT_PLACED_YET),
                before.attempt(),
                before.placements(),
                before.losses() + 1,
                before.node(),
                before.lastError(),
                before.startedAt(),
                before.parts());
    }

    private static Operation cancelling(Operation before, OfOperation fact) {
        return switch (before.phase()) {
            case Running running -> moved(before, fact, new Cancelling(running.run(), running.startedAt()));
            case Assigned assigned -> moved(before, fact, new Cancelling(assigned.run(), null));
            case Spread _ -> moved(before, fact, new Spread(true));
            case Waiting _, Cancelling _, Phase.Final _ -> before;
        };
    }
}

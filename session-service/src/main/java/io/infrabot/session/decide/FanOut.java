package io.infrabot.session.decide;

import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationSpread;
import io.infrabot.events.SessionEvent.OperationSpread.Part;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.Nodes;
import io.infrabot.session.placement.Placement;
import java.util.List;
import java.util.Optional;

/**
 * Carries on an operation for all nodes (R1.33): chooses the nodes, accepts one sub-operation for each, stops them
 * where that is wanted, and ends when all of them have. Each step looks at what stands already, so that it does not
 * matter where the last one was cut off.
 */
public final class FanOut {

    private FanOut() {}

    static void carryOn(FactList facts, Operation parent, Nodes nodes) {
        var session = facts.session();
        if (session == null) {
            return;
        }
        if (parent.phase() instanceof Phase.Waiting) {
            choose(facts, session, parent, nodes);
        }
        var spread = facts.operation(parent.id());
        if (spread != null && spread.phase() instanceof Phase.Spread(var cancelling)) {
            partsOf(spread).forEach(part -> begin(facts, spread, part, nodes, cancelling));
            FanIn.endIfAllHave(facts, spread);
        }
    }

    private static void choose(FactList facts, Session session, Operation parent, Nodes nodes) {
        if (session.status() == SessionStatus.PAUSED) {
            PlaceOperation.waits(facts, session, parent, WaitingReason.SESSION_PAUSED);
            return;
        }
        switch (Placement.reachable(PlaceOperation.request(session, parent, false), nodes.all())) {
            case Placement.Reachable.Nobody(var reason) -> PlaceOperation.waits(facts, session, parent, reason);
            case Placement.Reachable.These(var those) -> {
                var parts = those.stream()
                        .map(node -> new Part(
                                OperationIds.of(
                                        session.id(),
                                        parent.id().value(),
                                        node.id().value()),
                                node.id()))
                        .toList();
                facts.add(new OperationSpread(session.id(), facts.nextVersion(), facts.at(), parent.id(), parts));
            }
        }
    }

    private static void begin(FactList facts, Operation parent, Part part, Nodes nodes, boolean cancelling) {
        if (facts.operation(part.operationId()) == null) {
            accept(facts, parent, part);
        }
        var standing = facts.operation(part.operationId());
        if (standing == null || standing.isOver()) {
            return;
        }
        if (cancelling) {
            Cancelling.stop(facts, standing, "its parent " + parent.id() + " is being cancelled");
        } else {
            PlaceOperation.place(facts, standing, nodes, false);
        }
    }

    private static void accept(FactList facts, Operation parent, Part part) {
        var ask = parent.ask();
        facts.add(new OperationAccepted(
                parent.sessionId(),
                facts.nextVersion(),
                facts.at(),
                part.operationId(),
                ask.type(),
                ask.arguments(),
                Target.onlyOn(part.node()),
                ask.timeout(),
                ask.fingerprint(),
                parent.id()));
    }

    /** Whether {@link #carryOn} would find something to do for an operation that is spread. */
    public static boolean isHeldUp(Ledger ledger, Operation parent) {
        var standing = partsOf(parent).stream()
                .map(part -> Optional.ofNullable(ledger.operation(part.operationId())))
                .toList();
        return standing.stream().anyMatch(Optional::isEmpty)
                || standing.stream().flatMap(Optional::stream).allMatch(Operation::isOver)
                || (parent.phase() instanceof Phase.Spread(var cancelling)
                        && cancelling
                        && standing.stream().flatMap(Optional::stream).anyMatch(FanOut::isNotStopped));
    }

    static List<Part> partsOf(Operation parent) {
        return parent.parts() == null ? List.of() : parent.parts();
    }

    private static boolean isNotStopped(Operation part) {
        return !part.isOver() && !(part.phase() instanceof Phase.Cancelling);
    }
}

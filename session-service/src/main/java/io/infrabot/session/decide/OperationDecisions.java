package io.infrabot.session.decide;

import static io.infrabot.session.decide.Refusal.Code.CANCEL_TOO_LATE;
import static io.infrabot.session.decide.Refusal.Code.IDEMPOTENCY_CONFLICT;
import static io.infrabot.session.decide.Refusal.Code.OPERATION_NOT_FOUND;
import static io.infrabot.session.decide.Refusal.Code.REQUEST_INVALID;
import static io.infrabot.session.decide.Refusal.Code.RESOURCE_LIMIT_EXCEEDED;
import static io.infrabot.session.decide.Refusal.Code.SESSION_INVALID_STATUS;
import static io.infrabot.session.decide.Refusal.Code.SESSION_TIMEOUT;
import static io.infrabot.session.decide.Refusal.Code.TOOL_NOT_FOUND;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationId;
import io.infrabot.events.Request.CancelOperation;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationRejected;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.Target;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.placement.Nodes;
import java.util.Optional;
import java.util.Set;

/** Decides what is asked of operations: to run one, to cancel one. */
final class OperationDecisions {

    private static final Set<SessionStatus> OPEN = Set.of(SessionStatus.CREATED, SessionStatus.ACTIVE);

    Decision run(Ledger ledger, RunOperation request, Input.Origin origin, Nodes nodes) {
        var facts = new FactList(ledger, origin);
        var id = idOf(request, origin);
        var taken = taken(facts, request, id, origin, nodes);
        var accepted =
                taken instanceof Decision.Facts(var _, var refusal) && refusal == null ? facts.operation(id) : null;
        if (accepted == null) {
            return taken;
        }
        if (accepted.isForAllNodes()) {
            FanOut.carryOn(facts, accepted, nodes);
        } else {
            var session = ledger.session();
            PlaceOperation.place(facts, accepted, nodes, session != null && session.liveOperations() == 0);
        }
        return facts.decision();
    }

    /** Whether it is taken at all; where it goes then, only the writer need find out. */
    Decision tried(Ledger ledger, RunOperation request, Input.Origin origin, Nodes nodes) {
        return taken(new FactList(ledger, origin), request, idOf(request, origin), origin, nodes);
    }

    private static Decision taken(
            FactList facts, RunOperation request, OperationId id, Input.Origin origin, Nodes nodes) {
        var session = facts.session();
        if (session == null || session.deleted()) {
            return new Decision.Refused(SessionDecisions.notFound());
        }
        var fingerprint = fingerprintOf(request);
        var standing = facts.operation(id);
        if (standing != null) {
            return standing.ask().fingerprint().equals(fingerprint)
                    ? new Decision.Nothing()
                    : new Decision.Refused(
                            Refusal.of(IDEMPOTENCY_CONFLICT, "another operation was asked for under this key: " + id));
        }
        if (!id.session().equals(session.id())) {
            return new Decision.Refused(
                    Refusal.of(REQUEST_INVALID, "operationId must begin with the session's id, but is " + id));
        }
        var refusal = refusalOf(session, request, origin, nodes);
        if (refusal.isPresent()) {
            facts.add(new OperationRejected(
                    session.id(),
                    facts.nextVersion(),
                    facts.at(),
                    id,
                    request.type(),
                    errorOf(refusal.get()),
                    fingerprint));
            return facts.decision(refusal.get());
        }
        accept(facts, session, request, id, fingerprint);
        return facts.decision();
    }

    Decision cancel(Ledger ledger, CancelOperation request, Input.Origin origin, Nodes nodes) {
        var session = ledger.session();
        var operation = ledger.operation(request.operationId());
        if (session == null || session.deleted()) {
            return new Decision.Refused(SessionDecisions.notFound());
        }
        if (operation == null) {
            return new Decision.Refused(Refusal.of(OPERATION_NOT_FOUND, "there is no such operation"));
        }
        if (operation.phase() instanceof Phase.Succeeded
                || operation.phase() instanceof Phase.Failed
                || operation.phase() instanceof Phase.Rejected) {
            return new Decision.Refused(
                    Refusal.of(CANCEL_TOO_LATE, "the operation has already ended as " + operation.status()));
        }
        var facts = new FactList(ledger, origin);
        Cancelling.stop(facts, operation, request.reason());
        var stopped = facts.operation(operation.id());
        if (stopped != null && stopped.phase() instanceof Phase.Spread) {
            FanOut.carryOn(facts, stopped, nodes);
        }
        return facts.decision();
    }

    /** The id that the request gives, or the one that follows from who asked and how it named the request. */
    static OperationId idOf(RunOperation request, Input.Origin origin) {
        return request.operationId() != null
                ? request.operationId()
                : OperationIds.of(request.sessionId(), origin.source(), origin.id());
    }

    private static String fingerprintOf(RunOperation request) {
        var target = request.target() == null ? Target.any() : request.target();
        return Fingerprint.of(
                request.type(), request.arguments(), target.kind(), target.node(), target.labels(), request.timeout());
    }

    private static void accept(
            FactList facts, Session session, RunOperation request, OperationId id, String fingerprint) {
        var timeout = request.timeout() != null
                ? request.timeout()
                : OperationType.named(request.type()).orElseThrow().timeout();
        facts.add(new OperationAccepted(
                session.id(),
                facts.nextVersion(),
                facts.at(),
                id,
                request.type(),
                request.arguments(),
                request.target() == null ? Target.any() : request.target(),
                timeout,
                fingerprint,
                null));
    }

    private static Optional<Refusal> refusalOf(
            Session session, RunOperation request, Input.Origin origin, Nodes nodes) {
        if (!OPEN.contains(session.status())) {
            return refusal(SESSION_INVALID_STATUS, "a session that is " + session.status() + " takes no operation");
        }
        if (!origin.at().isBefore(session.opening().expiresAt())) {
            return refusal(
                    SESSION_TIMEOUT,
                    "the session took operations until " + session.opening().expiresAt());
        }
        var limits = session.opening().limits();
        if (limits != null
                && limits.maxOperations() != null
                && session.acceptedOperations() >= limits.maxOperations()) {
            return refusal(RESOURCE_LIMIT_EXCEEDED, "the session's limit is " + limits.maxOperations() + " operations");
        }
        var type = OperationType.isTool(request.type())
                ? OperationType.describedBy(nodes.schemaOf(request.type()))
                : OperationType.named(request.type());
        if (type.isEmpty()) {
            return refusal(TOOL_NOT_FOUND, "no node offers operations of type '" + request.type() + "'");
        }
        if (request.timeout() != null && !Rules.isWithin(request.timeout(), Rules.LONGEST_TIMEOUT)) {
            return Optional.of(
                    Refusal.ofField("timeout", Rules.complaintAbout(request.timeout(), Rules.LONGEST_TIMEOUT)));
        }
        return type.get().refusalOf(request.arguments());
    }

    private static Optional<Refusal> refusal(Refusal.Code code, String detail) {
        return Optional.of(Refusal.of(code, detail));
    }

    private static OperationError errorOf(Refusal refusal) {
        return new OperationError(refusal.code().name(), ErrorCode.Category.REQUEST.name(), refusal.detail(), false);
    }
}

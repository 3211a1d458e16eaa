package io.infrabot.session.decide;

import static io.infrabot.session.decide.Refusal.Code.IDEMPOTENCY_CONFLICT;
import static io.infrabot.session.decide.Refusal.Code.SESSION_DELETED;
import static io.infrabot.session.decide.Refusal.Code.SESSION_INVALID_STATUS;
import static io.infrabot.session.decide.Refusal.Code.SESSION_NOT_FOUND;

import io.infrabot.events.Request.ChangeStatus;
import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionEvent.SessionDeleted;
import io.infrabot.events.SessionEvent.SessionStatusChanged;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.decide.Refusal.Code;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Session;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what is asked of a session itself. */
final class SessionDecisions {

    /** Legal moves by request; a session that is CREATED becomes ACTIVE with its first operation, or when it is asked to. */
    private static final Map<SessionStatus, Set<SessionStatus>> MOVES = Map.of(
            SessionStatus.CREATED, Set.of(SessionStatus.ACTIVE, SessionStatus.COMPLETED, SessionStatus.FAILED),
            SessionStatus.ACTIVE, Set.of(SessionStatus.PAUSED, SessionStatus.COMPLETED, SessionStatus.FAILED),
            SessionStatus.PAUSED, Set.of(SessionStatus.ACTIVE, SessionStatus.COMPLETED, SessionStatus.FAILED));

    private final Rules rules;

    SessionDecisions(Rules rules) {
        this.rules = rules;
    }

    Decision create(Ledger ledger, CreateSession request, Input.Origin origin) {
        var fingerprint = Fingerprint.of(
                request.team(),
                request.name(),
                request.labels(),
                request.metadata(),
                request.ttl(),
                request.limits() == null ? null : request.limits().maxOperations());
        var session = ledger.session();
        if (session != null) {
            return repeated(session, fingerprint);
        }
        var ttl = request.ttl() == null ? rules.sessionTtl() : request.ttl();
        if (!Rules.isWithin(ttl, Rules.LONGEST_TTL)) {
            return new Decision.Refused(Refusal.ofField("ttl", Rules.complaintAbout(ttl, Rules.LONGEST_TTL)));
        }
        var facts = new FactList(ledger, origin);
        facts.add(new SessionCreated(
                request.sessionId(),
                facts.nextVersion(),
                facts.at(),
                request.team(),
                request.name(),
                request.labels() == null ? Map.of() : request.labels(),
                request.metadata() == null ? Map.of() : request.metadata(),
                facts.at().plus(ttl),
                request.limits(),
                fingerprint));
        return facts.decision();
    }

    /** A session that is deleted cannot be given again, and nobody may take it for a new one. */
    private static Decision repeated(Session session, String fingerprint) {
        if (!session.opening().fingerprint().equals(fingerprint)) {
            return refused(IDEMPOTENCY_CONFLICT, "another session was created under this key or id");
        }
        return session.deleted()
                ? refused(SESSION_DELETED, "the session of this key or id was deleted; a new one needs another key")
                : new Decision.Nothing();
    }

    Decision changeStatus(Ledger ledger, ChangeStatus request, Input.Origin origin) {
        var session = ledger.session();
        var missing = missing(session);
        if (session == null || missing != null) {
            return new Decision.Refused(missing == null ? notFound() : missing);
        }
        var mark = session.mark();
        if (mark.statusRequests().contains(origin.requestId())) {
            var asked = mark.statusAskedBy(origin.requestId());
            return asked == null || asked == request.status()
                    ? new Decision.Nothing()
                    : refused(IDEMPOTENCY_CONFLICT, "another status was asked for under this key: " + asked);
        }
        if (session.status() == request.status()) {
            return new Decision.Nothing();
        }
        if (!MOVES.getOrDefault(session.status(), Set.of()).contains(request.status())) {
            return refused(
                    SESSION_INVALID_STATUS, "a session cannot go from " + session.status() + " to " + request.status());
        }
        var facts = new FactList(ledger, origin);
        facts.add(new SessionStatusChanged(session.id(), facts.nextVersion(), facts.at(), request.status()));
        return facts.decision();
    }

    Decision delete(Ledger ledger, Input.Origin origin) {
        var session = ledger.session();
        if (session == null) {
            return new Decision.Refused(notFound());
        }
        if (session.deleted()) {
            return new Decision.Nothing();
        }
        if (session.liveOperations() > 0) {
            return refused(
                    SESSION_INVALID_STATUS,
                    session.liveOperations() + " operations are not over; cancel them or wait, then delete");
        }
        var facts = new FactList(ledger, origin);
        facts.add(new SessionDeleted(session.id(), facts.nextVersion(), facts.at()));
        return facts.decision();
    }

    /** The refusal of a session that is not there, or null. */
    static @Nullable Refusal missing(@Nullable Session session) {
        return session == null || session.deleted() ? notFound() : null;
    }

    static Refusal notFound() {
        return Refusal.of(SESSION_NOT_FOUND, "there is no such session");
    }

    private static Decision refused(Code code, String detail) {
        return new Decision.Refused(Refusal.of(code, detail));
    }
}

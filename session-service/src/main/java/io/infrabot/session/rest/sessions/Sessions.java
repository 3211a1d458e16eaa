package io.infrabot.session.rest.sessions;

import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.session.history.History;
import io.infrabot.session.index.SessionIndex;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.live.SizeEstimate;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.problem.RequestFields;
import io.infrabot.session.rest.Cursor;
import io.infrabot.session.rest.Page;
import io.infrabot.session.rest.Slice;
import io.infrabot.session.topology.LedgerReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks sessions up and lists them. */
@ApplicationScoped
public class Sessions {

    private final LedgerReads ledger;
    private final SessionIndex index;
    private final History history;

    Sessions(LedgerReads ledger, SessionIndex index, History history) {
        this.ledger = ledger;
        this.index = index;
        this.history = history;
    }

    /** The session; refused as SESSION_NOT_FOUND where there is none, or none any more. */
    Session find(SessionId id) {
        var session = ledger.session(id);
        if (session == null || session.deleted()) {
            throw new RefusedRequest(Problem.of(404, "SESSION_NOT_FOUND", "there is no session " + id));
        }
        return session;
    }

    /** How the session stood at {@code asOf}: the fold of its history up to then. Blocks. */
    SessionState stateAsOf(Session session, String asOf) {
        return history.asOf(session, RequestFields.instant("asOf", asOf))
                .orElseThrow(() -> new RefusedRequest(Problem.of(
                        404,
                        "SESSION_NOT_FOUND",
                        "the session begins at " + session.opening().at())))
                .toState();
    }

    /** Those of a filter, newest first, as many as fit into a page. */
    Page<SessionState> page(
            @Nullable String team,
            @Nullable String status,
            List<String> label,
            @Nullable String limit,
            @Nullable String cursor) {
        var size = Page.limit(limit);
        var filter = SessionFilter.of(team, status, label);
        var found = index.find(filter::matches, Cursor.read(filter.list(), cursor), size + 1);
        var fitting = Math.min(size, Slice.fitting(found, Page.MAX_BYTES, SizeEstimate::of));
        var items = found.subList(0, fitting);
        return new Page<>(
                items, found.size() > fitting ? Cursor.of(filter.list(), SessionIndex.place(items.getLast())) : null);
    }
}

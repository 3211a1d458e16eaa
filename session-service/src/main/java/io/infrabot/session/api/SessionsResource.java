package io.infrabot.session.api;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request.ChangeStatus;
import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.Request.DeleteSession;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionLimits;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.list.SessionIndex;
import io.infrabot.session.live.History;
import io.infrabot.session.writer.OwnLedger;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sessions: open, look at, move on, close (R0.35). */
@Path("/api/v1/sessions")
@Tag(name = "sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SessionsResource {

    /** What a session is created from. */
    public record CreateBody(
            String team,
            @Nullable String name,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, Object> metadata,
            @Nullable Duration ttl,
            @Nullable SessionLimits limits) {}

    /** The status to move to. */
    public record StatusBody(SessionStatus status) {}

    private final Gateway gateway;
    private final OwnLedger ledger;
    private final SessionIndex index;
    private final OperationViews views;
    private final History history;
    private final Ids ids;

    SessionsResource(
            Gateway gateway, OwnLedger ledger, SessionIndex index, OperationViews views, History history, Ids ids) {
        this.gateway = gateway;
        this.ledger = ledger;
        this.index = index;
        this.views = views;
        this.history = history;
        this.ids = ids;
    }

    /** Opens a session. With the same Idempotency-Key and team, the same session. */
    @POST
    @Route(id = "createSession", summary = "Opens a session")
    @Answer(status = 201, body = SessionState.class, located = true)
    @Answer(status = 202, body = Undecided.class, located = true)
    @Problems(ProblemCode.NOT_READY)
    public Uni<Response> create(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable CreateBody body) {
        var wanted = Bodies.required(body);
        var team = Bodies.required("team", wanted.team());
        var id = Bodies.key(key) == null ? ids.session() : ids.session(team, Bodies.required("Idempotency-Key", key));
        var request = new CreateSession(
                id, team, wanted.name(), wanted.labels(), wanted.metadata(), wanted.ttl(), wanted.limits());
        return gateway.ask(request, "create:" + id, key).map(decided -> {
            if (!decided) {
                return Response.accepted(Undecided.of(id))
                        .location(URI.create("/api/v1/sessions/" + id))
                        .build();
            }
            return Response.created(URI.create("/api/v1/sessions/" + id))
                    .entity(find(id).toState())
                    .build();
        });
    }

    /** Where a session stands now, or stood at {@code asOf}: the fold of its history up to then. */
    @GET
    @Path("/{id}")
    @Route(id = "getSession", summary = "Where a session stands now, or stood at a moment")
    @Answer(status = 200, body = SessionState.class)
    @Problems({ProblemCode.SESSION_NOT_FOUND, ProblemCode.NOT_READY})
    public Uni<SessionState> get(@PathParam("id") String id, @QueryParam("asOf") @Nullable String asOf) {
        var session = find(Bodies.sessionId(id));
        if (asOf == null) {
            return Uni.createFrom().item(session.toState());
        }
        // the history is read from its topic, which takes long
        return Uni.createFrom()
                .item(() -> stateAsOf(session, asOf))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private SessionState stateAsOf(Session session, String asOf) {
        return history.asOf(session, Bodies.instant("asOf", asOf))
                .orElseThrow(() -> new Refused(Problem.of(
                        404,
                        "SESSION_NOT_FOUND",
                        "the session begins at " + session.opening().at())))
                .toState();
    }

    /** Sessions, newest first. */
    @GET
    @Route(id = "listSessions", summary = "Sessions, newest first")
    @Answer(status = 200, body = SessionState.class, paged = true)
    public Page<SessionState> list(
            @QueryParam("team") @Nullable String team,
            @QueryParam("status") @Nullable String status,
            @QueryParam("label") @Nullable String label,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var size = Page.limit(limit);
        var found = index.find(filter(team, status, label), Cursor.read(cursor), size + 1);
        var more = found.size() > size;
        var items = more ? found.subList(0, size) : found;
        return new Page<>(items, more ? Cursor.of(SessionIndex.place(items.getLast())) : null);
    }

    /** A session's operations, oldest first. */
    @GET
    @Path("/{id}/operations")
    @Route(id = "listSessionOperations", summary = "A session's operations, oldest first")
    @Answer(status = 200, body = OperationView.class, paged = true)
    @Problems({ProblemCode.SESSION_NOT_FOUND, ProblemCode.NOT_READY})
    public Page<OperationView> operations(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var session = Bodies.sessionId(id);
        var _ = find(session);
        var size = Page.limit(limit);
        var after = Cursor.read(cursor);
        var found = ledger.operations(session).stream()
                .sorted(Comparator.comparing((Operation each) -> each.ask().at())
                        .thenComparing(each -> each.id().value()))
                .filter(each -> after == null || isAfter(each, after))
                .limit(size + 1L)
                .toList();
        var items = found.subList(0, Math.min(size, found.size()));
        return new Page<>(
                items.stream().map(views::of).toList(),
                found.size() > size ? Cursor.of(placeOf(items.getLast())) : null);
    }

    /** Moves a session on: ACTIVE and PAUSED, COMPLETED, FAILED. */
    @PUT
    @Path("/{id}/status")
    @Route(id = "changeSessionStatus", summary = "Moves a session to another status")
    @Answer(status = 200, body = SessionState.class)
    @Answer(status = 202, body = Undecided.class)
    @Problems({ProblemCode.SESSION_NOT_FOUND, ProblemCode.SESSION_INVALID_STATUS, ProblemCode.NOT_READY})
    public Uni<Response> changeStatus(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable StatusBody body) {
        var session = Bodies.sessionId(id);
        var status = Bodies.required("status", Bodies.required(body).status());
        return gateway.ask(new ChangeStatus(session, status), Bodies.idOr(key, ids), key)
                .map(decided -> decided
                        ? Response.ok(find(session).toState()).build()
                        : Response.accepted(Undecided.of(session)).build());
    }

    /** Closes a session for good; its history stays. Refused while operations run. */
    @DELETE
    @Path("/{id}")
    @Route(id = "deleteSession", summary = "Closes a session for good; its history stays")
    @Answer(status = 204)
    @Answer(status = 202, body = Undecided.class)
    @Problems({ProblemCode.SESSION_NOT_FOUND, ProblemCode.SESSION_INVALID_STATUS, ProblemCode.NOT_READY})
    public Uni<Response> delete(@PathParam("id") String id) {
        var session = Bodies.sessionId(id);
        var _ = find(session);
        return gateway.ask(new DeleteSession(session), ids.byTime().toString(), null)
                .map(decided -> decided
                        ? Response.noContent().build()
                        : Response.accepted(Undecided.of(session)).build());
    }

    private Session find(SessionId id) {
        var session = ledger.session(id);
        if (session == null || session.deleted()) {
            throw new Refused(Problem.of(404, "SESSION_NOT_FOUND", "there is no session " + id));
        }
        return session;
    }

    private static Predicate<SessionState> filter(
            @Nullable String team, @Nullable String status, @Nullable String label) {
        var wanted = status == null ? null : Bodies.enumOf(SessionStatus.class, "status", status);
        var pair = label == null ? null : label.split("=", 2);
        return state -> (team == null || state.team().equals(team))
                && (wanted == null || state.status() == wanted)
                && (pair == null
                        || (pair.length == 1
                                ? state.labels().containsKey(pair[0])
                                : pair[1].equals(state.labels().get(pair[0]))));
    }

    private static SessionIndex.Place placeOf(Operation operation) {
        return new SessionIndex.Place(operation.ask().at(), operation.id().value());
    }

    private static boolean isAfter(Operation operation, SessionIndex.Place place) {
        var byTime = operation.ask().at().compareTo(place.createdAt());
        OperationId id = operation.id();
        return byTime > 0 || (byTime == 0 && id.value().compareTo(place.id()) > 0);
    }
}

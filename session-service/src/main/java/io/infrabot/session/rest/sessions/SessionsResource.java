package io.infrabot.session.rest.sessions;

import io.infrabot.events.Request.ChangeStatus;
import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.Request.DeleteSession;
import io.infrabot.events.SessionLimits;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.endpoint.Access;
import io.infrabot.session.endpoint.Answer;
import io.infrabot.session.endpoint.Problems;
import io.infrabot.session.endpoint.RequiresAccess;
import io.infrabot.session.endpoint.Route;
import io.infrabot.session.endpoint.SessionLocation;
import io.infrabot.session.index.SessionIndex;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.ProblemCode;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.problem.RequestFields;
import io.infrabot.session.rest.LargeAnswers;
import io.infrabot.session.rest.Page;
import io.infrabot.session.rest.operations.Operations;
import io.infrabot.session.routing.Ids;
import io.infrabot.session.submit.Gateway;
import io.infrabot.session.submit.Undecided;
import io.infrabot.session.view.OperationView;
import io.smallrye.mutiny.Uni;
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
import java.util.List;
import java.util.Map;
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
    private final Sessions sessions;
    private final SessionIndex index;
    private final Operations operations;
    private final Ids ids;
    private final LargeAnswers answers;

    /** Made by CDI; public for tests that call it without HTTP. */
    public SessionsResource(
            Gateway gateway,
            Sessions sessions,
            SessionIndex index,
            Operations operations,
            Ids ids,
            LargeAnswers answers) {
        this.gateway = gateway;
        this.sessions = sessions;
        this.index = index;
        this.operations = operations;
        this.ids = ids;
        this.answers = answers;
    }

    /** Opens a session. With the same Idempotency-Key and team, the same session. */
    @POST
    @SessionLocation(SessionLocation.Session.FROM_KEY)
    @RequiresAccess(Access.CHANGE)
    @Route(id = "createSession", summary = "Opens a session")
    @Answer(status = 201, body = SessionState.class, located = true)
    @Answer(status = 202, body = Undecided.class, located = true)
    @Problems({ProblemCode.SESSION_DELETED, ProblemCode.RESOURCE_LIMIT_EXCEEDED, ProblemCode.NOT_READY})
    public Uni<Response> create(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable CreateBody body) {
        var wanted = RequestFields.required(body);
        var team = RequestFields.required("team", wanted.team());
        var id = key == null ? ids.session() : ids.session(team, key);
        if (index.isFull(id)) {
            throw new RefusedRequest(Problem.of(
                    429,
                    "RESOURCE_LIMIT_EXCEEDED",
                    "this instance has as many sessions in its list as it can hold; delete some"));
        }
        var request = new CreateSession(
                id, team, wanted.name(), wanted.labels(), wanted.metadata(), wanted.ttl(), wanted.limits());
        return gateway.ask(request, "create:" + id, key).map(decided -> {
            if (!decided) {
                return Response.accepted(Undecided.of(id))
                        .location(URI.create("/api/v1/sessions/" + id))
                        .build();
            }
            return Response.created(URI.create("/api/v1/sessions/" + id))
                    .entity(sessions.find(id).toState())
                    .build();
        });
    }

    /** Where a session stands now, or stood at {@code asOf}: the fold of its history up to then. */
    @GET
    @SessionLocation(SessionLocation.Session.IN_PATH)
    @RequiresAccess(Access.VIEW)
    @Path("/{id}")
    @Route(id = "getSession", summary = "Where a session stands now, or stood at a moment")
    @Answer(status = 200, body = SessionState.class)
    @Problems({ProblemCode.SESSION_NOT_FOUND, ProblemCode.SESSION_UNREADABLE, ProblemCode.NOT_READY})
    public Uni<SessionState> get(@PathParam("id") String id, @QueryParam("asOf") @Nullable String asOf) {
        var session = sessions.find(RequestFields.sessionId(id));
        if (asOf == null) {
            return Uni.createFrom().item(session.toState());
        }
        // the history is read from its topic, which takes long
        return Uni.createFrom()
                .item(() -> sessions.stateAsOf(session, asOf))
                .runSubscriptionOn(task -> Thread.ofVirtual().start(task));
    }

    /** Sessions, newest first. */
    @GET
    @SessionLocation(SessionLocation.Session.NONE)
    @RequiresAccess(Access.VIEW)
    @Route(id = "listSessions", summary = "Sessions, newest first")
    @Answer(status = 200, body = SessionState.class, paged = true)
    public Uni<Response> list(
            @QueryParam("team") @Nullable String team,
            @QueryParam("status") @Nullable String status,
            @QueryParam("label") @Nullable List<String> label,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return answers.of(() -> sessions.page(team, status, label == null ? List.of() : label, limit, cursor));
    }

    /** A session's operations, oldest first. */
    @GET
    @SessionLocation(SessionLocation.Session.IN_PATH)
    @RequiresAccess(Access.VIEW)
    @Path("/{id}/operations")
    @Route(id = "listSessionOperations", summary = "A session's operations, oldest first")
    @Answer(status = 200, body = OperationView.class, paged = true)
    @Problems({ProblemCode.SESSION_NOT_FOUND, ProblemCode.SESSION_UNREADABLE, ProblemCode.NOT_READY})
    public Uni<Response> operations(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return answers.of(() -> operations.ofSession(RequestFields.sessionId(id), "", Page.limit(limit), cursor));
    }

    /** Moves a session on: ACTIVE and PAUSED, COMPLETED, FAILED. */
    @PUT
    @SessionLocation(SessionLocation.Session.IN_PATH)
    @RequiresAccess(Access.CHANGE)
    @Path("/{id}/status")
    @Route(id = "changeSessionStatus", summary = "Moves a session to another status")
    @Answer(status = 200, body = SessionState.class)
    @Answer(status = 202, body = Undecided.class)
    @Problems({
        ProblemCode.SESSION_NOT_FOUND,
        ProblemCode.SESSION_INVALID_STATUS,
        ProblemCode.SESSION_UNREADABLE,
        ProblemCode.NOT_READY
    })
    public Uni<Response> changeStatus(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable StatusBody body) {
        var session = RequestFields.sessionId(id);
        var status =
                RequestFields.required("status", RequestFields.required(body).status());
        return gateway.ask(new ChangeStatus(session, status), ids.ofRequest(key), key)
                .map(decided -> decided
                        ? Response.ok(sessions.find(session).toState()).build()
                        : Response.accepted(Undecided.of(session)).build());
    }

    /** Closes a session for good; its history stays. Refused while operations run. */
    @DELETE
    @SessionLocation(SessionLocation.Session.IN_PATH)
    @RequiresAccess(Access.DESTROY)
    @Path("/{id}")
    @Route(id = "deleteSession", summary = "Closes a session for good; its history stays")
    @Answer(status = 204)
    @Answer(status = 202, body = Undecided.class)
    @Problems({
        ProblemCode.SESSION_NOT_FOUND,
        ProblemCode.SESSION_INVALID_STATUS,
        ProblemCode.SESSION_UNREADABLE,
        ProblemCode.NOT_READY
    })
    public Uni<Response> delete(@PathParam("id") String id) {
        var session = RequestFields.sessionId(id);
        var _ = sessions.find(session);
        return gateway.ask(new DeleteSession(session), ids.byTime().toString(), null)
                .map(decided -> decided
                        ? Response.noContent().build()
                        : Response.accepted(Undecided.of(session)).build());
    }
}

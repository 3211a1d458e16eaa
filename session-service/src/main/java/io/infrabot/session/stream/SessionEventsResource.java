package io.infrabot.session.stream;

import io.infrabot.events.SessionState;
import io.infrabot.session.endpoint.Access;
import io.infrabot.session.endpoint.Problems;
import io.infrabot.session.endpoint.RequiresAccess;
import io.infrabot.session.endpoint.Route;
import io.infrabot.session.endpoint.SendsEvent;
import io.infrabot.session.endpoint.SessionLocation;
import io.infrabot.session.endpoint.SessionLocation.Session;
import io.infrabot.session.problem.ProblemCode;
import io.infrabot.session.problem.RequestFields;
import io.infrabot.session.view.OperationView;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One session live: the state now, then every change once. */
@Path("/api/v1/sessions/{id}/events")
@Tag(name = "streams")
public class SessionEventsResource {

    private final SessionStream sessions;
    private final SseStreams streams;

    SessionEventsResource(SessionStream sessions, SseStreams streams) {
        this.sessions = sessions;
        this.streams = streams;
    }

    /** Sends {@code state} once, then an {@code operation} or {@code state} for each change. */
    @GET
    @SessionLocation(Session.IN_PATH)
    @RequiresAccess(Access.VIEW)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Route(id = "followSession", summary = "One session live")
    @SendsEvent(event = "state", data = SessionState.class)
    @SendsEvent(event = "operation", data = OperationView.class)
    @SendsEvent(event = "progress", data = SessionStream.OperationProgress.class, positioned = false)
    @SendsEvent(event = "end", data = SessionState.class)
    @Problems({ProblemCode.SESSION_NOT_FOUND, ProblemCode.SESSION_UNREADABLE, ProblemCode.NOT_READY})
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId, Sse sse) {
        var session = sessions.require(RequestFields.sessionId(id));
        var last = SseStreams.position(lastEventId);
        return streams.stream(sse, mailbox -> sessions.follow(session, last, mailbox));
    }
}

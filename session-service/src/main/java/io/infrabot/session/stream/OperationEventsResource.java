package io.infrabot.session.stream;

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

/** One operation live: the state now, then every change once (R0.7). Follow it with {@code curl -N}. */
@Path("/api/v1/operations/{id}/events")
@Tag(name = "streams")
public class OperationEventsResource {

    private final OperationStream operations;
    private final SseStreams streams;

    OperationEventsResource(OperationStream operations, SseStreams streams) {
        this.operations = operations;
        this.streams = streams;
    }

    /** Sends {@code state}, {@code progress}, and {@code end}, after which the stream is closed. */
    @GET
    @SessionLocation(Session.IN_PATH)
    @RequiresAccess(Access.VIEW)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Route(id = "followOperation", summary = "One operation live")
    @SendsEvent(event = "state", data = OperationView.class)
    @SendsEvent(event = "progress", data = OperationView.ProgressView.class, positioned = false)
    @SendsEvent(event = "end", data = OperationView.class)
    @Problems({ProblemCode.OPERATION_NOT_FOUND, ProblemCode.SESSION_UNREADABLE, ProblemCode.NOT_READY})
    public Multi<OutboundSseEvent> follow(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId, Sse sse) {
        var operation = operations.require(RequestFields.operationId(id));
        var last = SseStreams.position(lastEventId);
        return streams.stream(sse, mailbox -> operations.follow(operation, last, mailbox));
    }
}

package io.infrabot.session.rest.operations;

import io.infrabot.events.Request.CancelOperation;
import io.infrabot.session.endpoint.Access;
import io.infrabot.session.endpoint.Answer;
import io.infrabot.session.endpoint.Problems;
import io.infrabot.session.endpoint.RequiresAccess;
import io.infrabot.session.endpoint.Route;
import io.infrabot.session.endpoint.SessionLocation;
import io.infrabot.session.endpoint.SessionLocation.Session;
import io.infrabot.session.problem.ProblemCode;
import io.infrabot.session.problem.RequestFields;
import io.infrabot.session.routing.Ids;
import io.infrabot.session.submit.Gateway;
import io.infrabot.session.view.OperationView;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Operations: look at one, cancel one (R0.10, R0.11). */
@Path("/api/v1/operations")
@Tag(name = "operations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OperationsResource {

    /** Why it is cancelled; kept in the history. */
    public record CancelBody(@Nullable String reason) {}

    private final Gateway gateway;
    private final Operations operations;
    private final Ids ids;

    OperationsResource(Gateway gateway, Operations operations, Ids ids) {
        this.gateway = gateway;
        this.operations = operations;
        this.ids = ids;
    }

    /** Where an operation stands now. Read from the own store, so that it stays on the event loop. */
    @GET
    @SessionLocation(Session.IN_PATH)
    @RequiresAccess(Access.VIEW)
    @Path("/{id}")
    @NonBlocking
    @Route(id = "getOperation", summary = "Where an operation stands now")
    @Answer(status = 200, body = OperationView.class)
    @Problems({ProblemCode.OPERATION_NOT_FOUND, ProblemCode.SESSION_UNREADABLE, ProblemCode.NOT_READY})
    public OperationView get(@PathParam("id") String id) {
        return operations.view(RequestFields.operationId(id));
    }

    /** Asks for an operation to stop. Its end says whether it did. */
    @POST
    @SessionLocation(Session.IN_PATH)
    @RequiresAccess(Access.CHANGE)
    @Path("/{id}/cancel")
    @Route(id = "cancelOperation", summary = "Asks for an operation to stop")
    @Answer(status = 202, body = OperationView.class, located = true)
    @Problems({
        ProblemCode.OPERATION_NOT_FOUND,
        ProblemCode.CANCEL_TOO_LATE,
        ProblemCode.SESSION_UNREADABLE,
        ProblemCode.NOT_READY
    })
    public Uni<Response> cancel(@PathParam("id") String id, @Nullable CancelBody body) {
        var operation = operations.find(RequestFields.operationId(id)).id();
        var request = new CancelOperation(operation.session(), operation, body == null ? null : body.reason());
        return gateway.ask(request, ids.byTime().toString(), null)
                .map(_ -> Response.accepted(operations.view(operation))
                        .location(URI.create("/api/v1/operations/" + operation))
                        .build());
    }
}

package io.infrabot.session.rest.nodes;

import io.infrabot.session.endpoint.Access;
import io.infrabot.session.endpoint.Answer;
import io.infrabot.session.endpoint.Problems;
import io.infrabot.session.endpoint.RequiresAccess;
import io.infrabot.session.endpoint.Route;
import io.infrabot.session.endpoint.SessionLocation;
import io.infrabot.session.endpoint.SessionLocation.Session;
import io.infrabot.session.nodes.KnownNode;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.ProblemCode;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.rest.LargeAnswers;
import io.infrabot.session.rest.Page;
import io.infrabot.session.submit.NodeCommands;
import io.infrabot.session.view.NodeView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The nodes that do the work. */
@Path("/api/v1/nodes")
@Tag(name = "nodes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NodesResource {

    /** Nothing needs to be said. */
    public record DrainBody() {}

    private final KnownNodes nodes;
    private final NodeCommands orders;
    private final LargeAnswers answers;

    NodesResource(KnownNodes nodes, NodeCommands orders, LargeAnswers answers) {
        this.nodes = nodes;
        this.orders = orders;
        this.answers = answers;
    }

    /** Every node that is registered or has been heard. */
    @GET
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.VIEW)
    @Route(id = "listNodes", summary = "Every node that is registered or has been heard")
    @Answer(status = 200, body = NodeView.class, paged = true)
    public Uni<Response> list() {
        return answers.of(
                () -> new Page<>(nodes.known().stream().map(NodeView::of).toList(), null));
    }

    /** Asks a node to take nothing new and to leave once what it runs is over. Its beats say how far it is. */
    @POST
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.ADMIN)
    @Path("/{id}/drain")
    @Route(id = "drainNode", summary = "Asks a node to take nothing new and to leave once it has finished")
    @Answer(status = 202, body = NodeView.class)
    @Problems({ProblemCode.NODE_NOT_FOUND, ProblemCode.NODE_NOT_ALIVE, ProblemCode.NOT_READY})
    public Uni<Response> drain(@PathParam("id") String id, @Nullable DrainBody body) {
        var node = find(id);
        return orders.drain(node.id(), incarnationOf(node))
                .map(_ -> Response.accepted(NodeView.of(node)).build());
    }

    /**
     * Takes a node off the list that is gone and will not return. Should it live after all, it registers again by itself
     * and is there as before.
     */
    @DELETE
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.ADMIN)
    @Path("/{id}")
    @Route(id = "forgetNode", summary = "Takes a node off the list that is gone and will not return")
    @Answer(status = 204)
    @Problems({ProblemCode.NODE_NOT_FOUND, ProblemCode.NODE_ALIVE, ProblemCode.NOT_READY})
    public Uni<Response> forget(@PathParam("id") String id) {
        var node = find(id);
        if (node.liveness().isThere()) {
            throw new RefusedRequest(Problem.of(
                    409,
                    "NODE_ALIVE",
                    "the node " + id + " is " + node.liveness() + "; drain it, or stop its process"));
        }
        return orders.forget(node.id()).map(_ -> Response.noContent().build());
    }

    private KnownNode find(String id) {
        return nodes.known().stream()
                .filter(known -> known.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedRequest(Problem.of(404, "NODE_NOT_FOUND", "there is no node " + id)));
    }

    private static String incarnationOf(KnownNode node) {
        var beat = node.lastBeat();
        if (beat == null || !node.liveness().isThere()) {
            throw new RefusedRequest(Problem.of(
                    409, "NODE_NOT_ALIVE", "the node " + node.id() + " is not there to be told: " + node.liveness()));
        }
        return beat.incarnation();
    }
}

package io.infrabot.session.api;

import io.infrabot.session.nodes.KnownNodes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The nodes that do the work. */
@Path("/api/v1/nodes")
@Tag(name = "nodes")
@Produces(MediaType.APPLICATION_JSON)
public class NodesResource {

    private final KnownNodes nodes;

    NodesResource(KnownNodes nodes) {
        this.nodes = nodes;
    }

    /** Every node that is registered or has been heard. */
    @GET
    public Page<NodeView> list() {
        return new Page<>(nodes.known().stream().map(NodeView::of).toList(), null);
    }
}

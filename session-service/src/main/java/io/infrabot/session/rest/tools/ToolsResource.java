package io.infrabot.session.rest.tools;

import io.infrabot.events.NodeRegistered;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import io.infrabot.session.endpoint.Access;
import io.infrabot.session.endpoint.Answer;
import io.infrabot.session.endpoint.Problems;
import io.infrabot.session.endpoint.RequiresAccess;
import io.infrabot.session.endpoint.Route;
import io.infrabot.session.endpoint.SessionLocation;
import io.infrabot.session.endpoint.SessionLocation.Session;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.ProblemCode;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.problem.RequestFields;
import io.infrabot.session.rest.LargeAnswers;
import io.infrabot.session.rest.Page;
import io.infrabot.session.submit.AsksForOperation;
import io.infrabot.session.submit.Submissions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Atomic tools: what nodes offer, and how to run it. */
@Path("/api/v1/tools")
@Tag(name = "tools")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ToolsResource {

    private static final String PREFIX = "tool.";

    /** Run a tool. */
    public record RunBody(
            SessionId sessionId,
            @Nullable Map<String, Object> arguments,
            @Nullable Target target,
            @Nullable Duration timeout) {}

    /** A tool as its node describes it. */
    public record ToolView(String tool, String description, Map<String, Object> inputSchema) {}

    private final Submissions submissions;
    private final KnownNodes nodes;
    private final LargeAnswers answers;

    /** Made by CDI; public for tests that call it without HTTP. */
    public ToolsResource(Submissions submissions, KnownNodes nodes, LargeAnswers answers) {
        this.submissions = submissions;
        this.nodes = nodes;
        this.answers = answers;
    }

    /** Every tool that a registered node offers. */
    @GET
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.VIEW)
    @Route(id = "listTools", summary = "Every tool that a registered node offers")
    @Answer(status = 200, body = ToolView.class, paged = true)
    public Uni<Response> list() {
        return answers.of(() -> new Page<>(List.copyOf(tools().values()), null));
    }

    /** One tool. */
    @GET
    @SessionLocation(Session.NONE)
    @RequiresAccess(Access.VIEW)
    @Path("/{tool}")
    @Route(id = "getTool", summary = "One tool")
    @Answer(status = 200, body = ToolView.class)
    @Problems(ProblemCode.TOOL_NOT_FOUND)
    public ToolView get(@PathParam("tool") String tool) {
        var found = tools().get(tool);
        if (found == null) {
            throw new RefusedRequest(Problem.of(404, "TOOL_NOT_FOUND", "no node offers a tool named '" + tool + "'"));
        }
        return found;
    }

    /** Runs a tool. */
    @POST
    @SessionLocation(Session.IN_BODY)
    @RequiresAccess(Access.CHANGE)
    @Path("/{tool}")
    @Route(id = "runTool", summary = "Runs a tool")
    @AsksForOperation
    @Problems(ProblemCode.TOOL_NOT_FOUND)
    public Uni<Response> run(
            @PathParam("tool") String tool,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable RunBody body) {
        var asked = RequestFields.required(body);
        return submissions.submit(
                asked.sessionId(),
                PREFIX + tool,
                asked.arguments() == null ? Map.of() : asked.arguments(),
                asked.target(),
                asked.timeout(),
                key);
    }

    private Map<String, ToolView> tools() {
        var tools = new TreeMap<String, ToolView>();
        for (var node : nodes.known()) {
            var registration = node.registration();
            if (registration != null) {
                registration.tools().stream()
                        .filter(tool -> tool.type().startsWith(PREFIX))
                        .forEach(tool -> tools.putIfAbsent(nameOf(tool), viewOf(tool)));
            }
        }
        return tools;
    }

    private static String nameOf(NodeRegistered.Tool tool) {
        return tool.type().substring(PREFIX.length());
    }

    private static ToolView viewOf(NodeRegistered.Tool tool) {
        return new ToolView(nameOf(tool), tool.description(), tool.inputSchema());
    }
}

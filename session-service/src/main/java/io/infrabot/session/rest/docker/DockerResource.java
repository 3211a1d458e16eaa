package io.infrabot.session.rest.docker;

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
import io.infrabot.session.rest.operations.Operations;
import io.infrabot.session.submit.AsksForOperation;
import io.infrabot.session.submit.Submissions;
import io.infrabot.session.view.NodeView;
import io.infrabot.session.view.OperationView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Docker operations (R0.36). Each is taken, answered 202, and done by a node. */
@Path("/api/v1/docker")
@Tag(name = "docker")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DockerResource {

    private static final String PREFIX = "docker.";

    /** Fetch an image; {@code policy} is Always, IfNotPresent or Never. */
    public record PullBody(
            SessionId sessionId,
            String image,
            @Nullable String policy,
            @Nullable String platform,
            @Nullable Target target,
            @Nullable Duration timeout) {}

    /** Send an image to the registry that its name says. */
    public record PushBody(
            SessionId sessionId,
            String image,
            @Nullable Target target,
            @Nullable Duration timeout) {}

    /** Give the image {@code source} the name {@code target} as well; {@code placement} says on which node. */
    public record TagBody(
            SessionId sessionId,
            String source,
            String target,
            @Nullable Target placement,
            @Nullable Duration timeout) {}

    /** Build {@code context}, a directory on the node under one of its build roots. */
    public record BuildBody(
            SessionId sessionId,
            String context,
            @Nullable String dockerfile,
            String tag,
            @Nullable Map<String, String> buildArgs,
            @Nullable Target target,
            @Nullable Duration timeout) {}

    private final Submissions submissions;
    private final Operations operations;
    private final KnownNodes nodes;
    private final LargeAnswers answers;

    /** Made by CDI; public for tests that call it without HTTP. */
    public DockerResource(Submissions submissions, Operations operations, KnownNodes nodes, LargeAnswers answers) {
        this.submissions = submissions;
        this.operations = operations;
        this.nodes = nodes;
        this.answers = answers;
    }

    @POST
    @SessionLocation(Session.IN_BODY)
    @RequiresAccess(Access.CHANGE)
    @Path("/pull")
    @Route(id = "pullImage", summary = "Fetches an image")
    @AsksForOperation
    @Problems(ProblemCode.IMAGE_REFERENCE_INVALID)
    public Uni<Response> pull(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable PullBody body) {
        var asked = RequestFields.required(body);
        return submissions.submit(
                asked.sessionId(),
                "docker.pull",
                arguments("image", asked.image(), "policy", asked.policy(), "platform", asked.platform()),
                asked.target(),
                asked.timeout(),
                key);
    }

    @POST
    @SessionLocation(Session.IN_BODY)
    @RequiresAccess(Access.CHANGE)
    @Path("/push")
    @Route(id = "pushImage", summary = "Sends an image to the registry that its name says")
    @AsksForOperation
    @Problems(ProblemCode.IMAGE_REFERENCE_INVALID)
    public Uni<Response> push(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable PushBody body) {
        var asked = RequestFields.required(body);
        return submissions.submit(
                asked.sessionId(),
                "docker.push",
                arguments("image", asked.image()),
                asked.target(),
                asked.timeout(),
                key);
    }

    @POST
    @SessionLocation(Session.IN_BODY)
    @RequiresAccess(Access.CHANGE)
    @Path("/tag")
    @Route(id = "tagImage", summary = "Gives an image another name as well")
    @AsksForOperation
    @Problems(ProblemCode.IMAGE_REFERENCE_INVALID)
    public Uni<Response> tag(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable TagBody body) {
        var asked = RequestFields.required(body);
        return submissions.submit(
                asked.sessionId(),
                "docker.tag",
                arguments("source", asked.source(), "target", asked.target()),
                asked.placement(),
                asked.timeout(),
                key);
    }

    @POST
    @SessionLocation(Session.IN_BODY)
    @RequiresAccess(Access.CHANGE)
    @Path("/build")
    @Route(id = "buildImage", summary = "Builds an image from a directory on the node")
    @AsksForOperation
    @Problems(ProblemCode.IMAGE_REFERENCE_INVALID)
    public Uni<Response> build(@HeaderParam("Idempotency-Key") @Nullable String key, @Nullable BuildBody body) {
        var asked = RequestFields.required(body);
        return submissions.submit(
                asked.sessionId(),
                "docker.build",
                arguments(
                        "context",
                        asked.context(),
                        "dockerfile",
                        asked.dockerfile(),
                        "tag",
                        asked.tag(),
                        "buildArgs",
                        asked.buildArgs()),
                asked.target(),
                asked.timeout(),
                key);
    }

    /** Where one Docker operation stands; those of a session, oldest first; or the engines, where neither is asked for. */
    @GET
    @SessionLocation(Session.IN_QUERY)
    @RequiresAccess(Access.VIEW)
    @Path("/status")
    @Route(id = "getDockerStatus", summary = "One Docker operation, all of a session, or the nodes with an engine")
    @Answer(status = 200, body = OperationView.class)
    @Answer(status = 200, body = OperationView.class, paged = true)
    @Answer(status = 200, body = NodeView.class, paged = true)
    @Problems({
        ProblemCode.OPERATION_NOT_FOUND,
        ProblemCode.SESSION_NOT_FOUND,
        ProblemCode.SESSION_UNREADABLE,
        ProblemCode.NOT_READY
    })
    public Uni<Response> status(
            @QueryParam("operationId") @Nullable String operationId,
            @QueryParam("sessionId") @Nullable String sessionId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (operationId != null && sessionId != null) {
            throw RequestFields.wrong("sessionId", "must not be given beside operationId");
        }
        if (operationId != null) {
            return operation(operationId);
        }
        if (sessionId != null) {
            return answers.of(
                    () -> operations.ofSession(RequestFields.sessionId(sessionId), PREFIX, Page.limit(limit), cursor));
        }
        return answers.of(this::engines);
    }

    private Page<NodeView> engines() {
        return new Page<>(
                nodes.known().stream()
                        .map(NodeView::of)
                        .filter(node -> node.engine() != null)
                        .toList(),
                null);
    }

    /** Where one Docker operation stands. */
    @GET
    @SessionLocation(Session.IN_PATH)
    @RequiresAccess(Access.VIEW)
    @Path("/operations/{id}")
    @Route(id = "getDockerOperation", summary = "Where one Docker operation stands")
    @Answer(status = 200, body = OperationView.class)
    @Problems({ProblemCode.OPERATION_NOT_FOUND, ProblemCode.SESSION_UNREADABLE, ProblemCode.NOT_READY})
    public Uni<Response> operation(@PathParam("id") String id) {
        return answers.of(() -> view(id));
    }

    private OperationView view(String id) {
        var view = operations.view(RequestFields.operationId(id));
        if (!view.type().startsWith(PREFIX)) {
            throw new RefusedRequest(Problem.of(404, "OPERATION_NOT_FOUND", "there is no Docker operation " + id));
        }
        return view;
    }

    private static Map<String, Object> arguments(@Nullable Object... namesAndValues) {
        var arguments = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                arguments.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return arguments;
    }
}

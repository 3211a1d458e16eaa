package io.infrabot.session.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.session.index.SessionIndexes;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.session.rest.docker.DockerResource;
import io.infrabot.session.rest.operations.OperationsResource;
import io.infrabot.session.rest.sessions.SessionsResource;
import io.infrabot.session.rest.tools.ToolsResource;
import io.infrabot.session.routing.Ids;
import io.infrabot.session.view.OperationView;
import io.infrabot.wire.Json;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The front door's own code without HTTP: the text of a body in, what would be published out. */
public final class DoorInTest {

    /** What stands on the topic then. */
    public record Published(Request request, String id) {}

    private final List<Published> published = new ArrayList<>();
    private final Ids ids = new Ids(Clock.systemUTC(), null);
    private final Gateway gateway = new Recording();
    private final Submissions submissions = new Submissions(gateway, null, null, ids);
    private final SessionsResource sessions =
            new SessionsResource(gateway, null, SessionIndexes.empty(), null, ids, null);
    private final DockerResource docker = new DockerResource(submissions, null, null, null);
    private final ToolsResource tools = new ToolsResource(submissions, null, null);
    private int calls;

    /** As the real one up to the ledger, and published at once. */
    private final class Recording extends Gateway {

        Recording() {
            super(null, null, null, null, null, Clock.systemUTC(), null);
        }

        @Override
        public Uni<Boolean> ask(Request request, String id, @Nullable String idempotencyKey) {
            refusalOfForm(request, id).ifPresent(refused -> {
                throw refused;
            });
            published.add(new Published(request, id));
            return Uni.createFrom().item(false);
        }
    }

    public Optional<Published> create(String body) {
        return read(body, SessionsResource.CreateBody.class, each -> sessions.create(key(), each));
    }

    public Optional<Published> status(SessionId session, String body) {
        return read(
                body, SessionsResource.StatusBody.class, each -> sessions.changeStatus(session.value(), key(), each));
    }

    public Optional<Published> cancel(OperationId operation, String body) {
        return read(
                body,
                OperationsResource.CancelBody.class,
                each -> gateway.ask(
                        new Request.CancelOperation(operation.session(), operation, each.reason()), key(), null));
    }

    public Optional<Published> pull(String body) {
        return read(body, DockerResource.PullBody.class, each -> docker.pull(key(), each));
    }

    public Optional<Published> push(String body) {
        return read(body, DockerResource.PushBody.class, each -> docker.push(key(), each));
    }

    public Optional<Published> tag(String body) {
        return read(body, DockerResource.TagBody.class, each -> docker.tag(key(), each));
    }

    public Optional<Published> build(String body) {
        return read(body, DockerResource.BuildBody.class, each -> docker.build(key(), each));
    }

    public Optional<Published> run(String tool, String body) {
        return read(body, ToolsResource.RunBody.class, each -> tools.run(tool, key(), each));
    }

    /** An operation as every route and stream shows it. */
    public static Object view(Operation operation) {
        return OperationView.of(operation, null, null, null);
    }

    /** The problem that {@code call} is answered with. */
    static Problem problemOf(Runnable call) {
        try {
            call.run();
        } catch (RefusedRequest refused) {
            return refused.problem();
        }
        throw new AssertionError("it was let in");
    }

    private String key() {
        return "key-" + calls++;
    }

    private <B> Optional<Published> read(String body, Class<B> type, java.util.function.Function<B, Uni<?>> call) {
        published.clear();
        try {
            var _ = call.apply(Json.strict().readValue(body, type));
        } catch (JsonProcessingException | RefusedRequest e) {
            return Optional.empty();
        }
        return Optional.of(published.getFirst());
    }
}

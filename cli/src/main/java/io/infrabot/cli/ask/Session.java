package io.infrabot.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.OperationStream;
import io.infrabot.cli.rest.Rest;
import io.infrabot.cli.rest.ShownOperation;
import io.infrabot.cli.screen.Watch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One session, and what can be asked in it. */
public record Session(Rest rest, String id) {

    /** How long the service may be away before following an operation is given up. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public static Session create(Rest rest, String team, String name) throws InterruptedException {
        var created = rest.post("/sessions", Json.object().put("team", team).put("name", name));
        return new Session(rest, created.path("sessionId").asText());
    }

    /** Asks for an operation; it is not done yet when this returns. */
    public ShownOperation ask(String type, ObjectNode body, @Nullable String timeout) throws InterruptedException {
        body.put("sessionId", id);
        if (timeout != null) {
            body.put("timeout", timeout);
        }
        return new ShownOperation(rest.post(ArgumentWords.pathOf(type), body));
    }

    /** Follows an operation to its end before the eyes of {@code watch}. */
    public static ShownOperation follow(Rest rest, ShownOperation operation, Watch watch) throws InterruptedException {
        var end = new OperationStream(rest, PATIENCE).follow(operation.id(), operation.isDecided(), watch);
        watch.done(end);
        return end;
    }

    /** Closes it for good, with all that is still under way in it. */
    public void delete() throws InterruptedException {
        rest.delete("/sessions/" + Rest.escaped(id));
    }

    public JsonNode operations() throws InterruptedException {
        return rest.get("/sessions/" + Rest.escaped(id) + "/operations");
    }
}

package io.infrabot.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.RegistryProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One image's way through a stack, and two things that go wrong: what readers of the history are shown.
 *
 * @param image built, pushed, pulled back twice; {@code tagged} is another name of it, {@code missing} was never there
 */
public record ImageWork(String session, String image, String tagged, String missing) {

    /** Does it all; returns when the last operation is over. */
    public static ImageWork doneBy(Stack stack) throws IOException {
        var api = stack.api();
        var repository = RegistryProbe.newRepository();
        var image = RegistryProbe.address() + "/" + repository + ":1";
        var work = new ImageWork(
                api.session(), image, image + "-tagged", RegistryProbe.address() + "/" + repository + ":no");
        stack.with(() -> EngineProbe.remove(image));
        stack.with(() -> EngineProbe.remove(work.tagged()));
        var context = Files.createDirectories(stack.buildRoot().resolve("example"));
        Files.writeString(context.resolve("content"), UUID.randomUUID().toString());
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY content /content\n");
        var session = work.session();
        api.success(api.submit(
                "/api/v1/docker/build", Map.of("sessionId", session, "context", context.toString(), "tag", image)));
        api.success(api.submit("/api/v1/docker/push", Map.of("sessionId", session, "image", image)));
        EngineProbe.remove(image);
        api.success(api.pull(session, image));
        api.success(api.pull(session, image));
        api.success(api.submit(
                "/api/v1/docker/tag", Map.of("sessionId", session, "source", image, "target", work.tagged())));
        api.end(api.pull(session, work.missing()));
        api.end(api.submit("/api/v1/tools/noop", Map.of("sessionId", session, "arguments", Map.of("holdMs", -1))));
        return work;
    }

    /** What the front door says of the operations of one type. */
    public List<JsonNode> operations(Stack stack, String type, String status) {
        return stack.api().operations(session).stream()
                .filter(operation -> operation.path("type").asText().equals(type))
                .filter(operation -> operation.path("status").asText().equals(status))
                .map(operation ->
                        stack.api().operation(operation.path("operationId").asText()))
                .toList();
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.EventStream;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.ThrottlingProxy;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user gets: one image's way through engine and registry, and a folded session at the end. */
@Order(Stack.SHARED)
class PullPathIT {

    private static final int LAYERS = 4;
    private static final int LAYER_BYTES = 2 * 1024 * 1024;
    /** Two seconds for all layers. */
    private static final long SLOWLY = (long) LAYERS * LAYER_BYTES / 2;

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    @Test
    void anImageIsBuiltPushedRemovedPulledBackAndTagged() throws IOException {
        var api = STACK.api();
        var session = api.session();
        var proxy = STACK.with(ThrottlingProxy.at(ThrottlingProxy.UNLIMITED));
        var repository = RegistryProbe.newRepository();
        var image = RegistryProbe.through(proxy, repository);
        var tagged = image + "-tagged";
        STACK.with(() -> EngineProbe.remove(image));
        STACK.with(() -> EngineProbe.remove(tagged));

        var built = api.success(api.submit(
                "/api/v1/docker/build",
                Map.of("sessionId", session, "context", context().toString(), "tag", image)));
        var imageId = EngineProbe.image(image).orElseThrow().path("Id").asText();
        assertThat(built.path("result").path("imageId").asText()).isEqualTo(imageId);

        var pushed = api.success(api.submit("/api/v1/docker/push", Map.of("sessionId", session, "image", image)));
        var manifest = RegistryProbe.manifest(repository, "1").orElseThrow();
        assertThat(manifest.path("config").path("digest").asText()).isEqualTo(imageId);
        assertThat(manifest.path("layers")).hasSize(LAYERS);
        assertThat(pushed.path("result").path("digest").asText()).isEqualTo(RegistryProbe.digest(repository, "1"));

        EngineProbe.remove(image);
        assertThat(EngineProbe.image(image)).isEmpty();
        proxy.limit(SLOWLY);
        var pull = api.pull(session, image);
        try (var stream = EventStream.follow(api.uri("/api/v1/operations/" + pull + "/events"))) {
            Waiting.until(() -> assertThat(stream.isClosedByServer()).isTrue());
            assertLayerByLayer(stream.events());
        }
        var pulled = api.success(pull);
        assertThat(pulled.path("result").path("imageId").asText()).isEqualTo(imageId);
        assertThat(pulled.path("attempt").asInt()).isEqualTo(1);
        assertThat(pulled.path("usage").path("networkReceivedBytes").asLong()).isGreaterThan(LAYERS * LAYER_BYTES / 2);
        assertThat(EngineProbe.image(image).orElseThrow().path("Id").asText()).isEqualTo(imageId);

        api.success(api.submit("/api/v1/docker/tag", Map.of("sessionId", session, "source", image, "target", tagged)));
        assertThat(EngineProbe.image(tagged).orElseThrow().path("Id").asText()).isEqualTo(imageId);

        var standing = api.session(session);
        assertThat(standing.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(standing.path("operations").path("SUCCEEDED").asInt()).isEqualTo(4);
        assertThat(standing.path("homeEngine").asText()).isNotEmpty();
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }

    @Test
    void theFactsOfTheHostAreMeasured() {
        var api = STACK.api();

        var facts = api.success(api.submit("/api/v1/tools/host.facts", Map.of("sessionId", api.session())))
                .path("result");

        assertThat(facts.path("cpu").path("logicalCores").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(facts.path("memory").path("totalBytes").asLong()).isPositive();
        assertThat(facts.path("disks")).isNotEmpty();
        assertThat(facts.path("os").path("kernel").asText()).isEqualTo(System.getProperty("os.version"));
        assertThat(facts.path("uptime").asText()).startsWith("PT");
    }

    @Test
    void aNoopReturnsWhatItIsGiven() {
        var api = STACK.api();

        var end = api.success(api.submit(
                "/api/v1/tools/noop",
                Map.of("sessionId", api.session(), "arguments", Map.of("echo", Map.of("hello", "world")))));

        assertThat(end.path("result").path("echo").path("hello").asText()).isEqualTo("world");
        assertThat(end.path("usage").path("wallTime").asText()).startsWith("PT");
    }

    @Test
    void aSessionGoesThroughItsStatuses() {
        var api = STACK.api();
        var session = api.session();
        var path = "/api/v1/sessions/" + session;

        api.success(api.noop(session));
        assertThat(api.put(path + "/status", Map.of("status", "PAUSED")).status())
                .isEqualTo(200);
        var refused = api.post("/api/v1/tools/noop", Map.of("sessionId", session));
        assertThat(refused.code()).as(refused.text()).isEqualTo("SESSION_INVALID_STATUS");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(api.put(path + "/status", Map.of("status", "ACTIVE")).status())
                .isEqualTo(200);
        assertThat(api.put(path + "/status", Map.of("status", "COMPLETED")).status())
                .isEqualTo(200);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).code()).isEqualTo("SESSION_NOT_FOUND");
    }

    @Test
    void aSessionWithRunningOperationsIsNotDeleted() throws IOException {
        var api = STACK.api();
        var session = api.session();
        var waiting = api.submit(
                "/api/v1/tools/noop",
                Map.of("sessionId", session, "target", Map.of("kind", "node", "node", "nobody-1")));

        var refused = api.delete("/api/v1/sessions/" + session);

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        api.cancel(waiting);
        api.end(waiting);
        assertThat(api.delete("/api/v1/sessions/" + session).status()).isEqualTo(204);
    }

    private static void assertLayerByLayer(List<EventStream.Event> events) {
        assertThat(events.getFirst().event()).isEqualTo("state");
        assertThat(events.getLast().event()).isEqualTo("end");
        assertThat(events.getLast().data().path("status").asText()).isEqualTo("SUCCEEDED");
        var fraction = 0.0;
        var moving = new HashSet<String>();
        var seen = new HashSet<String>();
        for (var event : events) {
            if (event.event().equals("progress")) {
                assertThat(event.data().path("fraction").asDouble()).isBetween(fraction, 1.0);
                fraction = event.data().path("fraction").asDouble();
                for (var layer : event.data().path("layers")) {
                    seen.add(layer.path("id").asText());
                    if (isMoving(layer)) {
                        moving.add(layer.path("id").asText());
                    }
                }
            }
        }
        assertThat(seen).hasSize(LAYERS);
        assertThat(moving).hasSizeGreaterThan(1);
    }

    private static boolean isMoving(JsonNode layer) {
        var done = layer.path("currentBytes").asLong();
        return done > 0 && done < layer.path("totalBytes").asLong();
    }

    private static Path context() throws IOException {
        var context = Files.createDirectories(STACK.buildRoot().resolve("image"));
        var dockerfile = new StringBuilder("FROM scratch\n");
        for (int i = 0; i < LAYERS; i++) {
            var content = new byte[LAYER_BYTES];
            ThreadLocalRandom.current().nextBytes(content);
            Files.write(context.resolve("layer-" + i), content);
            dockerfile.append("COPY layer-%d /layer-%d%n".formatted(i, i));
        }
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        return context;
    }
}

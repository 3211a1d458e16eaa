package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.events.SessionEvent.OperationAttemptFailed;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.EventStream;
import io.infrabot.testkit.world.PasswordRegistry;
import io.infrabot.testkit.world.Ports;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is wrong with a registry has a code, and is tried again only where that may help. */
@Order(Stack.SHARED)
class RegistryTroubleIT {

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    @Test
    void aRegistryThatIsDownIsTriedFourTimes() throws IOException {
        var api = STACK.api();

        var pull = api.pull(api.session(), "127.0.0.1:" + Ports.free() + "/infrabot/anything:1");

        try (var stream = EventStream.follow(api.uri("/api/v1/operations/" + pull + "/events"))) {
            Waiting.until(() -> assertThat(stream.isClosedByServer()).isTrue());
            assertThat(stream.events("state"))
                    .extracting(
                            event -> event.data().path("lastError").path("code").asText())
                    .contains("DOCKER_REGISTRY_UNAVAILABLE");
        }
        assertFailed(api.end(pull), "DOCKER_REGISTRY_UNAVAILABLE", 4);
        var history = HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
        assertThat(history.factsOf(pull).stream()
                        .filter(entry ->
                                entry.fact() instanceof OperationAttemptFailed failed && failed.retryIn() != null))
                .hasSize(3);
        assertThat(history.kindsOf(pull).stream().filter("OperationStarted"::equals))
                .hasSize(4);
    }

    @Test
    void anImageThatIsMissingIsTriedOnce() {
        var api = STACK.api();

        var pull = api.pull(api.session(), RegistryProbe.address() + "/" + RegistryProbe.newRepository() + ":1");

        assertFailed(api.end(pull), "DOCKER_IMAGE_NOT_FOUND", 1);
    }

    @Test
    void aTagOfAnImageThatIsMissingFails() {
        var api = STACK.api();
        var missing = RegistryProbe.address() + "/" + RegistryProbe.newRepository() + ":1";

        var tag = api.submit(
                "/api/v1/docker/tag",
                Map.of("sessionId", api.session(), "source", missing, "target", missing + "-tagged"));

        assertFailed(api.end(tag), "DOCKER_IMAGE_NOT_FOUND", 1);
    }

    @Test
    void aRegistryThatAsksForAPasswordIsTriedOnce() throws IOException {
        Assumptions.assumeTrue(PasswordRegistry.isInstalled(), "docker-registry is not installed");
        var api = STACK.api();
        var registry = STACK.with(PasswordRegistry.start(STACK.world().folder("password-registry")));

        var pull = api.pull(api.session(), "127.0.0.1:" + registry.port() + "/infrabot/anything:1");

        assertFailed(api.end(pull), "DOCKER_AUTH_FAILED", 1);
    }

    private static void assertFailed(JsonNode end, String code, int attempts) {
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("FAILED");
        assertThat(end.path("error").path("code").asText()).as(end.toString()).isEqualTo(code);
        assertThat(end.path("error").path("message").asText()).isNotEmpty();
        assertThat(end.path("attempt").asInt()).isEqualTo(attempts);
        assertThat(end.path("finishedAt").asText()).isNotEmpty();
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.system.harness.Compose;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped docker-compose.yml, as it stands, on the real engine. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ComposeIT {

    private static final String NONE = "";

    @RegisterExtension
    static final Compose COMPOSE = new Compose();

    private final Api api = COMPOSE.api();

    @BeforeAll
    static void theNodesAreAlive() {
        awaitNodes();
    }

    @Test
    void theDemoIsTrueInContainers() {
        assertThat(COMPOSE.demo()).contains("ok build", "ok push", "ok pull", "ok host.facts", "DEMO OK");
    }

    @Test
    void whatWasDoneOutlivesARestartOfEveryContainer() {
        var session = api.session();
        var repository = RegistryProbe.newRepository();
        var imageId = RegistryProbe.publish(repository, 1, 1024);
        var image = RegistryProbe.address() + "/" + repository + ":1";
        var done = new ArrayList<String>();
        try {
            for (var service : Compose.SERVICES) {
                done.add(taken("/api/v1/tools/noop", Map.of("sessionId", session)));
                api.success(done.getLast());

                COMPOSE.restart(service);

                awaitNodes();
                Waiting.until(() -> assertThat(succeeded(session)).isEqualTo(done));
                done.add(taken("/api/v1/docker/pull", Map.of("sessionId", session, "image", image)));
                assertThat(api.success(done.getLast()).at("/result/imageId").asText())
                        .as("pulled after a restart of %s", service)
                        .isEqualTo(imageId);
                EngineProbe.remove(image);
            }
        } finally {
            EngineProbe.remove(image);
        }
        HistoryFold.of(new TopicProbe(COMPOSE.bootstrapServers())).isSound().equalsWhatTheWriterSays(api);
    }

    @Test
    void noContainerHasMoreThanItNeeds() {
        for (var service : Compose.SERVICES) {
            var container = COMPOSE.container(service);
            var host = container.path("HostConfig");
            assertThat(container.at("/Config/User").asText())
                    .as("user of %s", service)
                    .isNotIn(NONE, "root", "0");
            assertThat(texts(host.path("CapDrop"))).as(service).containsExactly("ALL");
            assertThat(texts(host.path("SecurityOpt")))
                    .as(service)
                    .anyMatch(each -> each.startsWith("no-new-privileges"));
            assertThat(host.path("Privileged").asBoolean()).as(service).isFalse();
            assertThat(host.path("Memory").asLong()).as("memory of %s", service).isPositive();
            assertThat(host.path("ReadonlyRootfs").asBoolean())
                    .as("read-only root of %s", service)
                    .isEqualTo(!service.equals("kafka"));
            assertThat(host.path("PortBindings").findValuesAsText("HostIp"))
                    .as("addresses of %s", service)
                    .isNotEmpty()
                    .containsOnly("127.0.0.1");
            assertThat(host.path("Binds").toString().contains("docker.sock"))
                    .as("the engine's socket in %s", service)
                    .isEqualTo(service.equals("docker-ops-service"));
        }
    }

    private static void awaitNodes() {
        for (var kind : Kind.nodes()) {
            var node = new Member(kind, 1).id();
            Waiting.until(
                    () -> assertThat(COMPOSE.api().nodeStatus(node)).as(node).isEqualTo("ALIVE"));
        }
    }

    /** Asks until it is taken, as a client should: while a broker comes back, the answer is 503 and nothing is written. */
    private String taken(String path, Map<String, Object> body) {
        var key = UUID.randomUUID().toString();
        var operation = new AtomicReference<String>();
        Waiting.until(() -> {
            var answer = api.post(path, body, "Idempotency-Key", key);
            assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
            operation.set(answer.body().path("operationId").asText());
        });
        return operation.get();
    }

    private List<String> succeeded(String session) {
        return api.operations(session).stream()
                .filter(operation -> operation.path("status").asText().equals("SUCCEEDED"))
                .map(operation -> operation.path("operationId").asText())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that go: asked to drain, stopped (F11), lost, or replaced. Effects are counted by a server outside. */
class DrainingIT {

    private static final Member LEAVER = Member.toolRunner(2);
    private static final Member TWIN = Member.toolRunner(3);
    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

    @RegisterExtension
    static final Stack STACK = new Stack();

    private final Api api = STACK.api();

    @BeforeAll
    static void aNodeWithOneSlotThatCounts() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var count = COUNTS.merge(exchange.getRequestURI().getPath().substring(1), 1, Integer::sum);
            var body = Integer.toString(count).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        STACK.with(() -> server.stop(0));
        var manner = Manner.USUAL
                .with(
                        "INFRABOT_TOOLS_COUNTER_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort())
                .with("INFRABOT_NODE_LANES_TOOLS_SLOTS", "1")
                .with("INFRABOT_NODE_SHUTDOWN_WAIT", "1s");
        STACK.world().add(LEAVER, manner).add(TWIN, manner.with("INFRABOT_NODE_ID", LEAVER.id()));
    }

    @BeforeEach
    void theNodeIsThere() {
        if (!STACK.world().isRunning(LEAVER)) {
            STACK.start(LEAVER);
        }
    }

    @Test
    void aDrainedNodeFinishesWhatItRunsGivesBackWhatWaitsAndIsGone() {
        var running = counter(5_000);
        Waiting.until(() -> assertThat(statusOf(running)).isEqualTo("RUNNING"));
        var waiting = counter(0);
        Waiting.until(() -> assertThat(reasonOf(waiting)).isEqualTo("ON_NODE"));

        assertThat(api.post("/api/v1/nodes/" + LEAVER + "/drain", Map.of()).status())
                .isEqualTo(202);

        Waiting.until(() -> assertThat(reasonOf(waiting)).isNotEqualTo("ON_NODE"));
        assertThat(statusOf(running)).isEqualTo("RUNNING");
        assertThat(api.success(running).path("attempt").asInt()).isEqualTo(1);
        Waiting.until(() -> assertThat(STACK.world().isRunning(LEAVER)).isFalse());
        Waiting.until(() -> assertThat(api.nodeStatus(LEAVER.id())).isNotIn("ALIVE", "SUSPECT", "LOST", "LEFT"));
        assertThat(api.post("/api/v1/nodes/" + LEAVER + "/drain", Map.of()).code())
                .isEqualTo("NODE_NOT_FOUND");

        // nobody offers the tool now, and yet it is waited for
        var later = counter(0);
        assertThat(reasonOf(later)).isEqualTo("NO_CAPABLE_NODE");
        STACK.start(LEAVER);
        api.success(waiting);
        api.success(later);
        assertThat(COUNTS).containsEntry(running, 1).containsEntry(waiting, 1).containsEntry(later, 1);
    }

    @Test
    void aNodeThatIsStoppedGivesAwayAtOnceWhatItCutOff() {
        var running = counter(60_000);
        Waiting.until(() -> assertThat(statusOf(running)).isEqualTo("RUNNING"));
        Waiting.until(() -> assertThat(COUNTS).containsKey(running));

        STACK.world().term(LEAVER);

        Waiting.until(() -> assertThat(api.nodeStatus(LEAVER.id())).isEqualTo("LEFT"));
        STACK.start(LEAVER);
        var end = api.end(running);
        assertThat(end.path("error").path("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(COUNTS).containsEntry(running, 1);
    }

    /** F11 with a twist: somebody starts a second process under an id whose first one lives. */
    @Test
    void ofTwoProcessesUnderOneIdTheLaterOneGoesOnAndSoDoesWork() {
        var running = counter(60_000);
        Waiting.until(() -> assertThat(COUNTS).containsKey(running));
        try {
            STACK.world().launch(TWIN);

            Waiting.until(() -> assertThat(STACK.world().isRunning(LEAVER)).isFalse());
            assertThat(STACK.world().exitCode(LEAVER)).isEqualTo(4);
            assertThat(STACK.world().log(LEAVER)).content().contains("was started once more");
            assertThat(api.end(running).path("error").path("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
            var next = counter(0);
            api.success(next);
            assertThat(STACK.world().isRunning(TWIN)).isTrue();
            assertThat(api.nodeStatus(LEAVER.id())).isEqualTo("ALIVE");
            assertThat(COUNTS).containsEntry(running, 1).containsEntry(next, 1);
        } finally {
            STACK.kill(TWIN);
        }
    }

    @Test
    void aLostNodeIsForgottenWhenSomebodySaysSoAndIsThereAgainWhenItLives() {
        assertThat(api.delete("/api/v1/nodes/" + LEAVER).code()).isEqualTo("NODE_ALIVE");
        assertThat(api.delete("/api/v1/nodes/nobody").code()).isEqualTo("NODE_NOT_FOUND");
        STACK.world().pause(LEAVER);
        Waiting.until(() -> assertThat(api.nodeStatus(LEAVER.id())).isEqualTo("LOST"));
        assertThat(runners()).isEqualTo("DEGRADED");

        assertThat(api.delete("/api/v1/nodes/" + LEAVER).status()).isEqualTo(204);

        Waiting.until(() -> assertThat(api.nodeStatus(LEAVER.id())).isEmpty());
        assertThat(runners()).isEqualTo("HEALTHY");
        STACK.world().resume(LEAVER);
        Waiting.until(() -> assertThat(api.nodeStatus(LEAVER.id())).isEqualTo("ALIVE"));
        // it has introduced itself again
        Waiting.until(() -> assertThat(hostOf(LEAVER)).isNotEmpty());
    }

    @Test
    void managementPortsAnswerUnderNoForeignName() {
        for (var member : Stack.SERVICES) {
            var door = new Api(STACK.world().secondPort(member));
            for (var path : List.of("/q/health/ready", "/q/metrics", "/metrics", "/nowhere")) {
                var answer = door.call("GET", path, null, "Host", "evil.example");
                assertThat(answer.code()).as("%s of %s", path, member).isEqualTo("HOST_NOT_ALLOWED");
            }
            assertThat(door.call("GET", "/q/health/ready", null, "Host", "localhost")
                            .status())
                    .isEqualTo(200);
        }
    }

    private String runners() {
        return api.get("/api/v1/health")
                .body()
                .path("components")
                .path("atomicFramework")
                .path("status")
                .asText();
    }

    private String hostOf(Member node) {
        for (var each : api.get("/api/v1/nodes").body().path("items")) {
            if (each.path("nodeId").asText().equals(node.id())) {
                return each.path("host").asText();
            }
        }
        return "";
    }

    private String counter(int holdMs) {
        return api.submit(
                "/api/v1/tools/counter", Map.of("sessionId", api.session(), "arguments", Map.of("holdMs", holdMs)));
    }

    private String statusOf(String operation) {
        return api.operation(operation).path("status").asText();
    }

    private String reasonOf(String operation) {
        return api.operation(operation).path("waiting").path("reason").asText();
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.infrabot.chaos.world.Api;
import io.infrabot.chaos.world.Manner;
import io.infrabot.chaos.world.Member;
import io.infrabot.chaos.world.Waiting;
import io.infrabot.system.harness.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that go: asked to drain, or stopped (F11). Effects are counted by a server outside. */
class DrainingIT {

    private static final Member LEAVER = Member.toolRunner(2);
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
        STACK.world().add(LEAVER, manner);
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

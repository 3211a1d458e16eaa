package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Without its broker the service says so, takes nothing it could not keep, and comes back by itself (F19); what each log
 * says of that, and of nothing, is short.
 */
@TestMethodOrder(OrderAnnotation.class)
class BrokerAwayIT {

    private static final int MOST_WARNINGS = 16;
    private static final int PATIENCE_MS = 500;
    private static final String CHUNK = """
            POST /api/v1/sessions HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/json\r
            Transfer-Encoding: chunked\r
            \r
            zz\r
            """;

    @RegisterExtension
    static final Stack STACK = new Stack();

    @Test
    @Order(1)
    void aCleanStartWarnsOfNothing() {
        for (var member : Stack.SERVICES) {
            assertThat(warnings(logOf(member))).as("%s", member).isEmpty();
        }
        // the first start of an empty cluster, and that alone
        assertThat(logOf(Stack.BROKER).stream().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .allMatch(line -> line.contains("Performing controller activation"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(logOf(Stack.SESSION))
                .filteredOn(line -> line.contains(" node tool-runner-1 is ALIVE"))
                .hasSize(1);
    }

    @Test
    @Order(2)
    void whatNobodyUnderstandsAndWhoLeavesIsNoError() {
        for (var port : List.of(STACK.world().port(Stack.SESSION), STACK.world().secondPort(Stack.TOOL_RUNNER))) {
            for (var text : List.of("GARBAGE\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", CHUNK)) {
                sayAndLeave(port, text);
            }
        }
        STACK.api().success(STACK.api().noop(STACK.api().session()));

        for (var member : Stack.SERVICES) {
            assertThat(logOf(member)).noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\tat "));
        }
    }

    @Test
    @Order(3)
    void whatCannotBeStoredIsNotAcceptedAndAfterwardsEverythingWorksAgain() {
        var api = STACK.api();
        var session = api.session();
        api.success(api.noop(session));

        STACK.kill(Stack.BROKER);
        var refused = api.post("/api/v1/tools/noop", Map.of("sessionId", session));

        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("NOT_READY");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(api.get("/api/v1/sessions/" + session).status()).isEqualTo(200);
        Waiting.until(
                () -> assertThat(api.get("/api/v1/health").body().path("status").asText())
                        .isEqualTo("UNHEALTHY"));

        Waiting.until(() -> {
            for (var member : Stack.SERVICES) {
                assertThat(logOf(member))
                        .filteredOn(line -> line.contains("the broker does not answer"))
                        .hasSize(1);
            }
        });
        STACK.start(Stack.BROKER);
        Waiting.until(
                () -> assertThat(api.get("/api/v1/health").body().path("status").asText())
                        .isEqualTo("HEALTHY"));
        // as the 503 says: repeat it
        Waiting.until(() -> assertThat(api.post("/api/v1/tools/noop", Map.of("sessionId", session))
                        .status())
                .isEqualTo(202));
        Waiting.until(() -> assertThat(api.operations(session)).allMatch(Api::isOver));
        for (var member : Stack.SERVICES) {
            Waiting.until(() -> assertThat(logOf(member))
                    .filteredOn(line -> line.contains("the broker answers again after "))
                    .hasSize(1));
            // hundreds before: one of each kind that Kafka's clients have
            assertThat(warnings(logOf(member))).as("%s", member).hasSizeLessThan(MOST_WARNINGS);
            assertThat(logOf(member)).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /** What is sent is not answered; the connection is reset. */
    private static void sayAndLeave(int port, String text) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(PATIENCE_MS);
            var _ = socket.getInputStream().read();
        } catch (IOException e) {
            // it waits for more, or was faster with leaving
        }
    }

    private static List<String> warnings(List<String> log) {
        return log.stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }

    private static List<String> logOf(Member member) {
        try {
            return Files.readAllLines(STACK.world().log(member));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.infrabot.toolrunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolProgress;
import io.infrabot.tools.ToolRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CounterToolTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final OperationId OPERATION = new OperationId(SESSION + ".abcdefgh2345");

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final CountDownLatch counted = new CountDownLatch(1);
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var count = counts.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
            var body = Integer.toString(count).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            counted.countDown();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void theOperationIsCountedOnceUnderItsId() throws Exception {
        assertThat(tool().run(new Run(Map.of("holdMs", 1)))).containsEntry("count", 1L);
        assertThat(counts).containsExactly(Map.entry("/counts/" + OPERATION, 1));
    }

    @Test
    void itIsNeverRepeatedByItself() {
        assertThat(tool().descriptor().effect()).isEqualTo(Effect.ONCE);
    }

    @Test
    void withoutAServerTheToolIsNotOffered() {
        assertThat(tool().isOffered()).isTrue();
        assertThat(new CounterTool(Optional.empty()).isOffered()).isFalse();
        assertThat(new CounterTool(Optional.of(URI.create(""))).isOffered()).isFalse();
    }

    @Test
    void aHoldIsCutOffByACancelAndTheCountStays() throws Exception {
        var holding = new Thread(() -> {
            try {
                tool().run(new Run(Map.of("holdMs", 60_000)));
            } catch (ToolFailure | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        holding.start();
        counted.await();

        holding.interrupt();
        holding.join();

        assertThat(counts).containsValue(1);
    }

    @Test
    void anAnswerThatIsNoCountLeavesTheOutcomeUnknown() {
        status = 500;

        fails(ErrorCode.OUTCOME_UNKNOWN, () -> tool().run(new Run(Map.of())));
    }

    @Test
    void aServerThatIsNotThereHasCountedNothing() {
        server.stop(0);

        fails(ErrorCode.INTERNAL, () -> tool().run(new Run(Map.of())));
    }

    @Test
    void aHoldOverTenMinutesAndAServerOfTheRequestsOwnAreRefused() {
        fails(ErrorCode.REQUEST_INVALID, () -> tool().run(new Run(Map.of("holdMs", 600_001))));
        fails(ErrorCode.REQUEST_INVALID, () -> tool().run(new Run(Map.of("url", "http://elsewhere/"))));
        assertThat(counts).isEmpty();
    }

    private static void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        it -> assertThat(it.error().code()).as(it.getMessage()).isEqualTo(code.name()));
    }

    private CounterTool tool() {
        return new CounterTool(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/counts/")));
    }

    private record Run(Map<String, Object> arguments) implements ToolRun {

        @Override
        public SessionId sessionId() {
            return SESSION;
        }

        @Override
        public OperationId operationId() {
            return OPERATION;
        }

        @Override
        public String team() {
            return "team-a";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public boolean reconcile() {
            return false;
        }

        @Override
        public void progress(ToolProgress progress) {}

        @Override
        public void received(long bytes) {}

        @Override
        public void sent(long bytes) {}

        @Override
        public void onCancel(AutoCloseable hook) {}
    }
}

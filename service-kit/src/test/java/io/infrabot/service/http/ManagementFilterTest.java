package io.infrabot.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard before a real server. */
class ManagementFilterTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static int port;

    @BeforeAll
    static void aServerThatSaysOk() throws Exception {
        var router = Router.router(VERTX);
        var door = new ManagementFilter(Set.of("localhost", "Session-Service"));
        door.guard(() -> router);
        router.route().handler(context -> context.response().end("ok"));
        port = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:9090",
                "Host: LOCALHOST",
                "Host: 127.0.0.1:9090",
                "Host: 10.42.0.7:9090",
                "Host: [::1]:9090",
                "Host: session-service:9090",
                "Host: localhost\r\nOrigin: http://localhost:8080"
            })
    void whoKnowsWhomHeCallsIsAnswered(String headers) throws IOException {
        assertThat(status("HTTP/1.1\r\n" + headers)).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:9090",
                "Host: localhost.evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost\r\nHost: evil.example",
                "Host: localhost\r\nOrigin: http://evil.example",
                "Host: localhost\r\nOrigin: null"
            })
    void aNameThatIsNotOursIsTurnedAway(String headers) throws IOException {
        assertThat(status("HTTP/1.1\r\n" + headers)).isEqualTo("403");
    }

    /** The probes of our own images say no Host. */
    @Test
    void aProbeWithoutAHostIsAnswered() throws IOException {
        assertThat(status("HTTP/1.0")).isEqualTo("200");
    }

    private static String status(String afterPath) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET /q/metrics " + afterPath + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.split(" ", 3)[1];
        }
    }
}

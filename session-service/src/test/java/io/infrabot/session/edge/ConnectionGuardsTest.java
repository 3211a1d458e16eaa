package io.infrabot.session.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Netty puts a guard at each connection, and Vert.x leaves it where it is. */
class ConnectionGuardsTest {

    @Test
    void aDoormanStandsAtTheConnectionsOfAServer() throws Exception {
        ConnectionGuards.engage();
        var vertx = Vertx.vertx();
        try {
            var server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .requestHandler(request -> request.response().end("served"))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);

            assertThat(ask(server.actualPort(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close"))
                    .contains("served");
            assertThat(ask(server.actualPort(), "GET / HTTP/9.9\r\nHost: a"))
                    .startsWith("HTTP/1.1 505")
                    .contains("\"code\":\"HTTP_VERSION_NOT_SUPPORTED\"");
            assertThat(ask(server.actualPort(), "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a"))
                    .startsWith("HTTP/1.1 414");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static String ask(int port, String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

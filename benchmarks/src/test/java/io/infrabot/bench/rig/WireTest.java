package io.infrabot.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {

    private final ServerSocket server;

    WireTest() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void oneConnectionCarriesManyAnswersHoweverTheyArrive() throws Exception {
        serve(
                "HTTP/1.1 200 OK\r\nContent-Le",
                "ngth: 5\r\n\r\nhel",
                "loHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r",
                "\n2\r\nde\r\n0\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");

        try (var wire = Wire.tcp(server.getLocalPort())) {
            assertThat(wire.get("/")).isEqualTo(new Wire.Reply(200, "hello"));
            assertThat(wire.post("/", "{}")).isEqualTo(new Wire.Reply(201, "abcde"));
            assertThat(wire.get("/")).isEqualTo(new Wire.Reply(204, ""));
        }
    }

    @Test
    void anAnswerThatEndsTooEarlyIsAnError() throws Exception {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");

        try (var wire = Wire.tcp(server.getLocalPort())) {
            assertThatThrownBy(() -> wire.get("/")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anotherStatusThanTheExpectedIsAnErrorWithItsWords() {
        assertThatThrownBy(() -> new Wire.Reply(503, "not ready").expect(202))
                .hasMessageContaining("503")
                .hasMessageContaining("not ready");
    }

    /** Sends everything at the first request, piece by piece, and closes. */
    private void serve(String... pieces) {
        var _ = Thread.ofVirtual().start(() -> {
            try (var socket = server.accept()) {
                socket.setTcpNoDelay(true);
                var first = socket.getInputStream().read();
                for (var piece : pieces) {
                    assertThat(first).isPositive();
                    socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                }
                socket.shutdownOutput();
                // what the client still says is read, so that nothing that was sent is thrown away
                var _ = socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // the test is over
            }
        });
    }
}

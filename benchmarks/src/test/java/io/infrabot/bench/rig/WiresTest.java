package io.infrabot.bench.rig;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WiresTest {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;

    WiresTest() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var _ = Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aTurnDoesNotFailBecauseItsServerClosedWhatWasIdleInTheTurnsOfOthers() throws Exception {
        try (var wires = Wires.of(1, () -> Wire.tcp(server.getLocalPort()))) {
            for (int turn = 1; turn <= 3; turn++) {
                var sender = wires.senders((wire, _) -> {
                            var _ = wire.get("/").expect(200);
                        })
                        .getFirst();
                assertThatCode(() -> sender.send(0)).as("turn %d", turn).doesNotThrowAnyException();
            }
        }
    }

    /** Each connection carries one answer. */
    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                answer(socket);
            } catch (IOException e) {
                // the test is over, or the client has gone
            }
        }
    }

    private static void answer(Socket socket) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            socket.getOutputStream().write(ANSWER);
            socket.shutdownOutput();
            var _ = socket.getInputStream().readAllBytes();
        }
    }
}

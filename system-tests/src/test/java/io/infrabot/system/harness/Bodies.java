package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.SocketHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Sends bodies of every size, in every way that HTTP has, to every route that takes one. Each has a field that no route
 * knows, behind as many blanks as it takes: the complaint about it shows that the body came through whole, and nothing is
 * done.
 */
public final class Bodies {

    private static final List<Integer> SIZES = List.of(100, 8_192, 10_300, 65_536, 250_000);
    private static final int PIECES = 3;

    /** How a body is sent. */
    private enum Way {
        AT_ONCE,
        CHUNKED,
        IN_PIECES
    }

    private Bodies() {}

    /** Tries them all at one door. */
    public static void comeThroughWhole(int port, ApiRoutes routes, String session, String operation) {
        for (var route :
                routes.all().stream().filter(ApiRoutes.Route::takesBody).toList()) {
            for (var size : SIZES) {
                for (var way : Way.values()) {
                    var head = route.method() + " " + route.path(session, operation)
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "Content-Type: application/json\r\n";
                    var reply = send(port, head, body(session, size), way);

                    assertThat(reply.status())
                            .as("%s %d %s: %s", route, size, way, reply.body())
                            .isEqualTo(400);
                    assertThat(reply.body())
                            .as("%s %d %s", route, size, way)
                            .containsAnyOf("\"field\":\"pad\"", "\"field\":\"sessionId\"")
                            .contains("is not a field of this request");
                }
            }
        }
    }

    private static byte[] body(String session, int size) {
        var rest = "\"sessionId\":\"%s\",\"pad\":1}".formatted(session);
        return ("{" + " ".repeat(size - rest.length() - 1) + rest).getBytes(StandardCharsets.US_ASCII);
    }

    private static SocketHttp.Reply send(int port, String head, byte[] body, Way way) {
        var http = SocketHttp.tcp("127.0.0.1", port);
        try {
            return switch (way) {
                case AT_ONCE -> http.send(head + "Content-Length: " + body.length, body);
                case IN_PIECES -> http.send(head + "Content-Length: " + body.length, pieces(body));
                case CHUNKED -> http.send(head + "Transfer-Encoding: chunked", chunks(pieces(body)));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[][] pieces(byte[] body) {
        var pieces = new byte[PIECES][];
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = Arrays.copyOfRange(body, body.length * i / PIECES, body.length * (i + 1) / PIECES);
        }
        return pieces;
    }

    private static byte[][] chunks(byte[][] pieces) {
        var chunks = new byte[pieces.length + 1][];
        for (int i = 0; i < pieces.length; i++) {
            var text = new String(pieces[i], StandardCharsets.US_ASCII);
            chunks[i] =
                    (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        chunks[pieces.length] = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return chunks;
    }
}

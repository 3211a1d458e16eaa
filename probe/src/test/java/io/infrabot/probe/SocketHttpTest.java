package io.infrabot.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.probe.SocketHttp.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketHttpTest {

    @Test
    void aBodyOfKnownLengthIsReadToItsEndAndNoFurther() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nJürgen"))
                .isEqualTo(new Reply(200, Map.of("content-length", "4"), "Jür"));
    }

    @Test
    void aBodyInChunksIsPutTogether() throws IOException {
        var body = "5\r\nhello\r\nA;ext=1\r\n, chunked \r\n5\r\nworld\r\n0\r\nTrailer: x\r\n\r\n";

        var reply = read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".concat(body));

        assertThat(reply).isEqualTo(new Reply(200, Map.of("transfer-encoding", "chunked"), "hello, chunked world"));
    }

    @Test
    void aBodyOfUnknownLengthEndsWithTheConnection() throws IOException {
        assertThat(read("HTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"no\"}"))
                .isEqualTo(new Reply(404, Map.of(), "{\"message\":\"no\"}"));
    }

    @Test
    void anAnswerMayHaveNoBody() throws IOException {
        assertThat(read("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(new Reply(204, Map.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 two hundred\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"
            })
    void anythingElseIsNoAnswer(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void itSpeaksOverAUnixSocket(@TempDir Path folder) throws IOException {
        var path = folder.resolve("engine.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            var asked = CompletableFuture.supplyAsync(() -> answerOnce(server));

            var reply = SocketHttp.engine(URI.create("unix://" + path)).ask("GET", "/version");

            assertThat(reply).isEqualTo(new Reply(200, Map.of("content-length", "2"), "{}"));
            assertThat(asked.join()).startsWith("GET /version HTTP/1.1\r\nHost: engine\r\n");
        }
    }

    @Test
    void noEngineAtThatPathIsAFailureOfTheConnection(@TempDir Path folder) {
        var http = SocketHttp.engine(URI.create("unix://" + folder.resolve("none.sock")));

        assertThatThrownBy(() -> http.ask("GET", "/version")).isInstanceOf(IOException.class);
    }

    @Test
    void anEngineIsNowhereElse() {
        assertThatThrownBy(() -> SocketHttp.engine(URI.create("ssh://host"))).hasMessageContaining("ssh://host");
    }

    private static Reply read(String text) throws IOException {
        return ReplyReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static String answerOnce(ServerSocketChannel server) {
        try (var channel = server.accept()) {
            var request = ByteBuffer.allocate(1_000);
            channel.read(request);
            channel.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8)));
            return new String(request.array(), 0, request.position(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package io.infrabot.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Registry registry;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        registry = Registry.at("127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void hangUp() {
        server.stop(0);
    }

    @Test
    void aManifestHasTheDigestThatTheRegistryNames() throws IOException {
        answers("/v2/a/manifests/1", 200, Map.of("Docker-Content-Digest", "sha256:d1"), "{\"layers\":[{\"size\":7}]}");

        var manifest = registry.manifest("a", "1").orElseThrow();

        assertThat(manifest.digest()).isEqualTo("sha256:d1");
        assertThat(manifest.layerBytes()).isEqualTo(7);
    }

    @Test
    void whatIsNotThereIsNotThere() throws IOException {
        assertThat(registry.manifest("a", "1")).isEmpty();
    }

    @Test
    void aBlobGoesWhereTheRegistryWantsIt() throws IOException {
        var host = "http://127.0.0.1:" + server.getAddress().getPort();
        answers("/v2/whole/blobs/uploads/", 202, Map.of("Location", host + "/here?state=x"), "");
        answers("/v2/path/blobs/uploads/", 202, Map.of("Location", "/there"), "");
        answers("/here", 201, Map.of(), "");
        answers("/there", 201, Map.of(), "");

        registry.upload("whole", "sha256:d1", "a blob".getBytes(UTF_8));
        registry.upload("path", "sha256:d2", "another".getBytes(UTF_8));

        assertThat(asked)
                .containsExactly(
                        "POST /v2/whole/blobs/uploads/ ",
                        "PUT /here?state=x&digest=sha256:d1 a blob",
                        "POST /v2/path/blobs/uploads/ ",
                        "PUT /there?digest=sha256:d2 another");
    }

    @Test
    void aRefusalIsAFailure() {
        answers("/v2/a/manifests/1", 400, Map.of(), "");

        assertThatThrownBy(() -> registry.putManifest("a", "1", "application/json", new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("400");
    }

    private void answers(String path, int status, Map<String, String> headers, String body) {
        server.createContext(path, exchange -> {
            var said = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + said);
            headers.forEach(exchange.getResponseHeaders()::add);
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
    }
}

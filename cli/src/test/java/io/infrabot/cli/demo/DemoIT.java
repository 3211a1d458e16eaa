package io.infrabot.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.Screen;
import io.infrabot.cli.Wire;
import io.infrabot.cli.rest.Json;
import io.infrabot.cli.rest.Rest;
import io.infrabot.probe.Engine;
import io.infrabot.probe.Registry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's checks against this machine's own engine and registry. Only the service is played: behind it stands the
 * engine's command line, which does what the service would have a node do.
 */
class DemoIT {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final String REGISTRY = "127.0.0.1:5000";

    @TempDir
    private Path buildRoot;

    private final Wire service = Wire.open();
    private final Screen screen = new Screen(false);
    private final String session = UUID.randomUUID().toString();
    private final DemoImage image = new DemoImage(REGISTRY, session);

    @BeforeAll
    static void thereIsAnEngineAndARegistry() throws InterruptedException {
        assumeTrue(Files.exists(SOCKET), "no engine at " + SOCKET);
        try {
            assumeTrue(docker(List.of("version")) == 0, "no working command line of the engine");
            assumeTrue(Registry.at(REGISTRY).manifest("infrabot/none", "1").isEmpty());
        } catch (IOException e) {
            assumeTrue(false, "no registry at " + REGISTRY + ": " + e);
        }
    }

    @AfterEach
    void hangUp() {
        service.close();
    }

    @Test
    void theChecksHoldOnARealEngineAndARealRegistry() throws Exception {
        serve();

        assertThat(demo().run()).as(screen.out() + screen.err()).isTrue();

        assertThat(screen.lines().getLast()).isEqualTo("DEMO OK session=" + session);
        assertThat(engine().image(image.name())).isEmpty();
        assertThat(engine().image(image.otherName())).isEmpty();
        assertThat(buildRoot).isEmptyDirectory();
    }

    @Test
    void aPushThatNeverHappenedIsCaught() throws Exception {
        serve();
        does("docker.push", "docker/push", body -> List.of("version"));

        assertThat(demo().run()).isFalse();

        assertThat(screen.err()).contains("the registry has no " + image.name());
        assertThat(screen.lines().getLast()).isEqualTo("DEMO FAILED step=push");
        assertThat(engine().image(image.name())).isEmpty();
    }

    private void serve() throws IOException {
        service.on("POST /api/v1/sessions", 201, "{\"sessionId\":\"" + session + "\"}")
                .on("GET /api/v1/sessions/" + session + "/operations", 200, "{\"items\":[]}");
        does(
                "docker.build",
                "docker/build",
                body -> List.of("build", "-q", "-t", text(body, "tag"), text(body, "context")));
        does("docker.push", "docker/push", body -> List.of("push", "-q", text(body, "image")));
        does("docker.pull", "docker/pull", body -> List.of("pull", "-q", text(body, "image")));
        does("docker.tag", "docker/tag", body -> List.of("tag", text(body, "source"), text(body, "target")));
        does("tool.host.facts", "tools/host.facts", body -> List.of("version"));
    }

    private void does(String type, String path, Function<JsonNode, List<String>> command) throws IOException {
        var facts = HostFacts.of(Path.of("/proc"));
        service.on("POST /api/v1/" + path, exchange -> {
            var body = Json.read(service.asked().getLast().body());
            Wire.reply(exchange, run(command.apply(body)) ? 202 : 500, "{\"operationId\":\"" + type + "\"}");
        });
        var end = Json.object().put("operationId", type).put("type", type).put("status", "SUCCEEDED");
        end.putObject("result").put("kernel", facts.kernel()).put("cores", facts.cores());
        service.on("GET /api/v1/operations/" + type + "/events", Wire.events("event: end\ndata: " + end + "\n\n"));
    }

    private Demo demo() {
        return new Demo(
                new Rest(service.uri()), engine(), Registry.at(REGISTRY), BuildRoot.of(buildRoot), screen.terminal());
    }

    private static Engine engine() {
        return Engine.at(URI.create("unix://" + SOCKET));
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asText();
    }

    private static boolean run(List<String> arguments) throws IOException {
        try {
            return docker(arguments) == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int docker(List<String> arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("docker", "-H", "unix://" + SOCKET));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}

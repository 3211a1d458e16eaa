package io.infrabot.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.cli.Screen;
import io.infrabot.cli.rest.Rest;
import io.infrabot.probe.Engine;
import io.infrabot.probe.Registry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {

    @TempDir
    private Path buildRoot;

    private final Screen screen = new Screen(false);

    @Test
    void whatIsTrueEverywhereIsOk() throws Exception {
        try (var world = new World("nobody")) {
            assertThat(demo(world).run()).isTrue();

            assertThat(screen.lines().stream()
                            .filter(line -> line.startsWith("ok "))
                            .map(line -> line.split(" ", 3)[1]))
                    .containsExactly("session", "build", "push", "remove", "pull", "tag", "host.facts");
            assertThat(screen.out()).contains("engine's own API", "/q/swagger-ui", "/api/v1/health", "./infrabot down");
            assertThat(screen.lines().getLast()).isEqualTo("DEMO OK session=" + World.SESSION);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "docker.build, build",
        "docker.push, push",
        "docker.pull, pull",
        "docker.tag, tag",
        "tool.host.facts, host.facts"
    })
    void aServiceThatOnlySaysSoIsCaught(String lying, String step) throws Exception {
        try (var world = new World(lying)) {
            assertThat(demo(world).run()).isFalse();

            assertThat(screen.lines().getLast()).isEqualTo("DEMO FAILED step=" + step);
            assertThat(screen.err()).startsWith("infrabot: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"nobody", "docker.tag"})
    void nothingIsLeftOfIt(String lying) throws Exception {
        try (var world = new World(lying)) {
            demo(world).run();

            assertThat(world.inEngine()).isEmpty();
            assertThat(buildRoot).isEmptyDirectory();
        }
    }

    @Test
    void anOperationThatFailsEndsTheDemoWithItsReason() throws Exception {
        try (var world = new World("nobody")) {
            world.service()
                    .on("POST /api/v1/docker/push", 409, "{\"detail\":\"the session is PAUSED\",\"code\":\"X\"}");

            assertThat(demo(world).run()).isFalse();

            assertThat(screen.err()).isEqualTo("infrabot: the session is PAUSED\n");
            assertThat(screen.lines().getLast()).isEqualTo("DEMO FAILED step=push");
        }
    }

    @Test
    void twoContextsShareNoLayer(@TempDir Path other) throws IOException {
        try (var first = BuildContext.in(buildRoot.resolve("a"));
                var second = BuildContext.in(other.resolve("b"))) {
            var layer = "layer-8mb.bin";

            assertThat(first.folder().resolve(layer)).hasSize(8_000_000);
            assertThat(java.nio.file.Files.mismatch(
                            first.folder().resolve(layer), second.folder().resolve(layer)))
                    .isBetween(0L, 64L);
            assertThat(first.folder().resolve("Dockerfile"))
                    .content()
                    .startsWith("FROM scratch\nCOPY layer-8mb.bin /layer-8mb.bin\n")
                    .hasLineCount(5);
        }
    }

    @Test
    void aNodeIsGivenTheContextUnderTheNameThatItKnows() throws Exception {
        try (var world = new World("nobody")) {
            demo(world, new BuildRoot(buildRoot, Path.of("/contexts"))).run();

            assertThat(world.service().asked())
                    .filteredOn(asked -> asked.line().equals("POST /api/v1/docker/build"))
                    .singleElement()
                    .satisfies(asked ->
                            assertThat(asked.body()).contains("\"context\":\"/contexts/" + World.SESSION + "\""));
        }
    }

    private Demo demo(World world) {
        return demo(world, BuildRoot.of(buildRoot));
    }

    private Demo demo(World world, BuildRoot root) {
        return new Demo(
                new Rest(world.service().uri()),
                Engine.at(URI.create("tcp://" + world.engine().host())),
                Registry.at(world.registry().host()),
                root,
                screen.terminal());
    }
}

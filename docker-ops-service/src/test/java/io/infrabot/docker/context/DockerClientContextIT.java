package io.infrabot.docker.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what is sent to be built against what the docker client sends to a daemon of ours. With
 * {@code -Dinfrabot.contexts.write=true} it writes anew what {@code ContextArchiveTest} compares with.
 */
class DockerClientContextIT {

    @TempDir
    static Path place;

    static List<String> contexts() {
        return List.copyOf(Contexts.all().keySet());
    }

    @BeforeAll
    static void theClientIsThere() {
        var there =
                Files.isExecutable(Path.of("/usr/bin/docker")) || Files.isExecutable(Path.of("/usr/local/bin/docker"));
        Assumptions.assumeTrue(there, "the docker client is not installed");
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void theDockerClientSendsTheSame(String name) throws Exception {
        var made = new Made(Files.createDirectory(place.resolve(name)));
        Contexts.all().get(name).in(made);
        made.settle();

        var sent = sentByTheClient(made);

        if (Boolean.getBoolean("infrabot.contexts.write")) {
            var golden = Archives.golden(name);
            Files.createDirectories(Objects.requireNonNull(golden.getParent()));
            Files.writeString(golden, Archives.listing(sent));
        }
        var ours = Archives.of(made);
        assertThat(Archives.listing(ours)).isEqualTo(Archives.listing(sent));
        assertThat(ours).isEqualTo(sent);
    }

    private static byte[] sentByTheClient(Made made) throws IOException, InterruptedException {
        var socket = place.resolve("s");
        Files.deleteIfExists(socket);
        try (var daemon = new ClientsDaemon(socket)) {
            var command = new ArrayList<>(List.of("docker", "build", "-t", "x"));
            if (!made.dockerfileName().isEmpty()) {
                command.addAll(List.of(
                        "-f", made.directory().resolve(made.dockerfileName()).toString()));
            }
            command.add(made.directory().toString());
            var client = new ProcessBuilder(command).redirectErrorStream(true);
            client.environment().put("DOCKER_BUILDKIT", "0");
            client.environment().put("DOCKER_HOST", "unix://" + socket);
            client.environment().put("DOCKER_CONFIG", place.toString());
            var process = client.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return daemon.sent();
        }
    }
}

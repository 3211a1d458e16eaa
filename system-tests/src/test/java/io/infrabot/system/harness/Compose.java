package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Ports;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The shipped docker-compose.yml on the real engine, as a project of its own with free ports: up before a test class,
 * gone with its volumes and images after it. A test that fails prints the end of each container's log.
 */
public final class Compose implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {

    public static final List<String> SERVICES = Stream.concat(
                    Stream.of("kafka"),
                    Kind.all().stream().filter(Kind::isService).map(Kind::module))
            .toList();

    /** How containers call the folder of build contexts. */
    private static final String CONTEXTS_INSIDE = "/contexts";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration HEALTH_PATIENCE = Duration.ofMinutes(2);

    private final String project = "infrabot-" + UUID.randomUUID().toString().substring(0, 8);
    private final Path contexts = Path.of(System.getProperty("infrabot.tests.dir"), project)
            .toAbsolutePath()
            .normalize();
    private final int port = Ports.free();
    private final int brokerPort = Ports.free();
    private final Thread atExit = new Thread(this::down);
    private List<String> compose = List.of();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        compose = command();
        BaseImages.ready("jre");
        BaseImages.ready("kafka");
        Files.createDirectories(contexts);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            run("build").orFail();
            run("up", "-d").orFail();
            SERVICES.forEach(this::awaitHealthy);
        } catch (AssertionError | RuntimeException e) {
            printLogs();
            down();
            throw e;
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            printLogs();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (!compose.isEmpty()) {
            Runtime.getRuntime().removeShutdownHook(atExit);
            down();
            Files.deleteIfExists(contexts);
        }
    }

    /** A client of the front door. */
    public Api api() {
        return new Api(port);
    }

    /** Where Kafka is reached from outside of the containers. */
    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    /** Runs the demo of the command line against it, and returns what that said. */
    public String demo() {
        var cli = Path.of(System.getProperty("infrabot.root"), "cli", "target");
        return Command.run(
                        PATIENCE,
                        Map.of(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                cli.resolve("cli.jar") + ":" + cli.resolve("lib") + "/*",
                                "io.infrabot.cli.Main",
                                "demo",
                                "--url",
                                "http://127.0.0.1:" + port,
                                "--engine",
                                EngineProbe.address(),
                                "--registry",
                                RegistryProbe.address(),
                                "--build-root",
                                contexts.toString(),
                                "--node-build-root",
                                CONTEXTS_INSIDE))
                .orFail();
    }

    /** Stops a service's container and starts it again; returns when it is healthy. */
    public void restart(String service) {
        run("restart", service).orFail();
        awaitHealthy(service);
    }

    /** What the engine says of a service's container. */
    public JsonNode container(String service) {
        var id = run("ps", "-q", service).lastLine().strip();
        try {
            return Json.tolerant()
                    .readTree(docker("container", "inspect", id).orFail())
                    .path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when a service's container says that it is healthy. */
    public void awaitHealthy(String service) {
        Waiting.until(
                HEALTH_PATIENCE,
                () -> assertThat(container(service).at("/State/Health/Status").asText())
                        .as("health of %s", service)
                        .isEqualTo("healthy"));
    }

    private Command.Result run(String... arguments) {
        return Command.run(
                PATIENCE,
                environment(),
                Stream.concat(compose.stream(), Stream.of(arguments)).toList());
    }

    private static Command.Result docker(String... arguments) {
        return Command.run(
                PATIENCE,
                Map.of("DOCKER_HOST", EngineProbe.address()),
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
    }

    private Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("DOCKER_HOST", EngineProbe.address());
        environment.put("COMPOSE_PROJECT_NAME", project);
        environment.put("INFRABOT_TAG", project);
        environment.put("DOCKER_GID", Integer.toString(groupOf(socket())));
        environment.put("DOCKER_SOCKET", socket().toString());
        environment.put("INFRABOT_CONTEXTS", contexts.toString());
        environment.put("INFRABOT_SESSION_PORT", Integer.toString(port));
        environment.put("INFRABOT_BROKER_PORT", Integer.toString(brokerPort));
        for (var kind : Kind.services()) {
            environment.put(kind.second().variable(), Integer.toString(Ports.free()));
        }
        return environment;
    }

    /** With what this machine reads compose files, in either generation. */
    private static List<String> command() {
        var file = Path.of(System.getProperty("infrabot.root"), "docker-compose.yml")
                .toAbsolutePath()
                .normalize()
                .toString();
        if (!EngineProbe.address().startsWith("unix:")) {
            throw Missing.skip("the engine's socket cannot be mounted: " + EngineProbe.address());
        }
        for (var candidate : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            if (Command.exists(
                    Stream.concat(candidate.stream(), Stream.of("version")).toList())) {
                return Stream.concat(candidate.stream(), Stream.of("-f", file)).toList();
            }
        }
        throw Missing.skip("there is neither 'docker compose' nor docker-compose here");
    }

    private static Path socket() {
        return Path.of(URI.create(EngineProbe.address()).getPath());
    }

    private static int groupOf(Path file) {
        try {
            return (int) Files.getAttribute(file, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void printLogs() {
        System.out.println(run("ps").said());
        System.out.println(run("logs", "--no-color", "--tail=60").said());
    }

    private void down() {
        System.out.println(run("down", "--volumes", "--timeout", "20").lastLine());
        SERVICES.stream().skip(1).forEach(service -> docker("image", "rm", "infrabot/" + service + ":" + project));
    }
}

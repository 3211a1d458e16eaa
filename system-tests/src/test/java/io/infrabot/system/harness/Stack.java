package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole of InfraBot as processes on ports and in a folder of their own: started before a test class, gone after it.
 * A test that fails prints the end of each log.
 */
public final class Stack implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {

    private static final Path ROOT =
            Path.of(System.getProperty("infrabot.root")).toAbsolutePath().normalize();
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final int TAIL = 60;
    /** As in {@code dev/stack.sh}. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private final Map<Part, Integer> secondPorts = new EnumMap<>(Part.class);
    private final Map<Part, Child> processes = new EnumMap<>(Part.class);
    private final List<AutoCloseable> others = new ArrayList<>();
    private final Path folder;
    private boolean failed;

    public Stack() {
        for (var part : Part.values()) {
            ports.put(part, Ports.free());
            secondPorts.put(part, Ports.free());
        }
        folder = Path.of(System.getProperty("infrabot.tests.dir"), "stack-" + port(Part.BROKER));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Files.createDirectories(folder("logs"));
        Files.createDirectories(buildRoot());
        try {
            start(Part.values());
        } catch (AssertionError | RuntimeException e) {
            printLogs();
            close();
            throw e;
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            failed = true;
            printLogs();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
    }

    /** Closes {@code other} when this stack is closed. */
    public <T extends AutoCloseable> T with(T other) {
        others.add(other);
        return other;
    }

    /** Starts the parts in the given order and returns when all are ready and the nodes are known to be alive. */
    public void start(Part... parts) {
        for (var part : parts) {
            processes.put(part, launch(part));
            if (!part.isNode()) {
                awaitReady(part);
            }
        }
        for (var part : parts) {
            awaitReady(part);
        }
        awaitNodes();
    }

    /** SIGKILL to all of them before any is waited for. */
    public void kill(Part... parts) {
        for (var part : parts) {
            process(part).signal("KILL");
        }
        for (var part : parts) {
            process(part).kill();
        }
    }

    /** The process stands still from now on; its connections stay open. */
    public void pause(Part part) {
        process(part).signal("STOP");
    }

    public void resume(Part part) {
        process(part).signal("CONT");
    }

    /** A client of the front door. */
    public Api api() {
        return new Api(port(Part.SESSION));
    }

    public int port(Part part) {
        return ports.getOrDefault(part, 0);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port(Part.BROKER);
    }

    /** Image builds may read what is in here. */
    public Path buildRoot() {
        return folder("contexts");
    }

    /** A folder that goes with the stack. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    private Child launch(Part part) {
        var environment = new HashMap<String, String>();
        for (var each : Part.values()) {
            environment.put(each.portVariable(), Integer.toString(port(each)));
            environment.put(each.secondPortVariable(), Integer.toString(secondPort(each)));
        }
        environment.put("INFRABOT_DATA_DIR", folder("data").resolve(part.id()).toString());
        environment.put("INFRABOT_NODE_ID", part.id());
        environment.put("INFRABOT_BUILD_ROOTS", buildRoot().toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("DOCKER_HOST", Engine.address());
        return Child.start(command(part), environment, log(part));
    }

    private List<String> command(Part part) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        if (part == Part.BROKER) {
            var target = ROOT.resolve("local-stack/target");
            command.addAll(List.of(
                    "-cp",
                    target.resolve("local-stack-0.1.0-SNAPSHOT.jar") + ":" + target.resolve("lib") + "/*",
                    "io.infrabot.localstack.LocalBrokerMain",
                    "--data",
                    folder("data").resolve(part.id()).toString(),
                    "--port",
                    Integer.toString(port(part)),
                    "--controller-port",
                    Integer.toString(secondPort(part))));
        } else {
            command.addAll(List.of(
                    "-jar",
                    ROOT.resolve(part.service())
                            .resolve("target/quarkus-app/quarkus-run.jar")
                            .toString()));
        }
        return command;
    }

    private void awaitReady(Part part) {
        Waiting.until(
                START_PATIENCE,
                () -> assertThat(isReady(part) || !process(part).isAlive())
                        .as("%s is ready", part.id())
                        .isTrue());
        assertThat(process(part).isAlive()).as("%s runs", part.id()).isTrue();
    }

    private boolean isReady(Part part) {
        if (part != Part.BROKER) {
            return new Api(secondPort(part)).get("/q/health/ready").status() == 200;
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(part))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Nodes that should run must be seen alive by the session service: only then it gives them work. */
    private void awaitNodes() {
        if (!isRunning(Part.SESSION)) {
            return;
        }
        for (var part : Part.values()) {
            if (part.isNode() && isRunning(part)) {
                Waiting.until(
                        START_PATIENCE,
                        () -> assertThat(api().nodeStatus(part.id()))
                                .as("%s", part.id())
                                .isEqualTo("ALIVE"));
            }
        }
    }

    private boolean isRunning(Part part) {
        var process = processes.get(part);
        return process != null && process.isAlive();
    }

    private Child process(Part part) {
        var process = processes.get(part);
        if (process == null) {
            throw new IllegalStateException(part.id() + " was never started");
        }
        return process;
    }

    private int secondPort(Part part) {
        return secondPorts.getOrDefault(part, 0);
    }

    private Path log(Part part) {
        return folder("logs").resolve(part.id() + ".log");
    }

    private void printLogs() {
        for (var part : Part.values()) {
            try {
                var lines = Files.readAllLines(log(part));
                System.out.printf("---- the end of %s%n", log(part));
                lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).forEach(System.out::println);
            } catch (IOException e) {
                System.out.printf("---- no log of %s%n", part.id());
            }
        }
    }

    /** Kills what still runs; the folder goes too, but for the logs of a failed test. */
    private void close() throws IOException {
        processes.values().forEach(Child::kill);
        for (var other : others) {
            closeQuietly(other);
        }
        delete(failed ? folder("data") : folder);
    }

    private static void closeQuietly(AutoCloseable other) {
        try {
            other.close();
        } catch (Exception e) {
            System.out.printf("could not close %s: %s%n", other, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

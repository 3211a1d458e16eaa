package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Wire;
import io.infrabot.chaos.world.Child;
import io.infrabot.chaos.world.Ports;
import io.infrabot.chaos.world.Waiting;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * BullMQ with a Redis of its own, which writes its log to disk once a second: a job queue that a user might take
 * instead. The launcher installs both.
 */
public final class BullMq implements AutoCloseable {

    private final int port = Ports.free();
    private final Child redis;
    private final Child node;

    private BullMq(Rig rig) throws IOException {
        var data = Files.createDirectories(rig.folder().resolve("redis"));
        var logs = Files.createDirectories(rig.folder().resolve("logs"));
        var redisPort = Ports.free();
        redis = Child.start(
                List.of(
                        "redis-server",
                        "--port",
                        Integer.toString(redisPort),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        data.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "everysec"),
                Map.of(),
                logs.resolve("redis.log"));
        Waiting.until(() -> connect(redisPort));
        node = Child.start(
                List.of(
                        "node",
                        folder(rig.home()).resolve("peer.js").toString(),
                        Integer.toString(port),
                        Integer.toString(redisPort)),
                Map.of("NODE_ENV", "production"),
                logs.resolve("bullmq.log"));
        Waiting.until(() -> connect(port));
    }

    /** Why it cannot run here; empty where it can. */
    public static Optional<String> obstacle(Path home) {
        var missing = Stream.of("redis-server", "node")
                .filter(program -> !isInstalled(program))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(String.join(" and ", missing) + " not installed");
        }
        return Files.isDirectory(folder(home).resolve("node_modules").resolve("bullmq"))
                ? Optional.empty()
                : Optional.of("its packages are not in " + folder(home));
    }

    /** Starts both; they take jobs when this returns. */
    public static BullMq start(Rig rig) throws IOException {
        return new BullMq(rig);
    }

    public Wire wire() throws IOException {
        return Wire.tcp(port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        node.kill();
        redis.kill();
    }

    private static Path folder(Path home) {
        return home.toAbsolutePath().resolve("peers").resolve("bullmq");
    }

    private static void connect(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            if (!socket.isConnected()) {
                throw new IOException("not connected");
            }
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

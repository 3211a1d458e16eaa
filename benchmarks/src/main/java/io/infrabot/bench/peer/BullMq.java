package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Wire;
import io.infrabot.testkit.world.Child;
import io.infrabot.testkit.world.Ports;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * BullMQ with a Redis of its own, which writes its log to disk once a second: a job queue that a user might take
 * instead. The launcher installs both.
 */
public final class BullMq implements AutoCloseable {

    private static final String NAME = "bullmq";

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
        Waiting.untilListening(redisPort);
        node = NodePeer.start(rig, NAME, port, Integer.toString(redisPort));
    }

    /** Why it cannot run here; empty where it can. */
    public static Optional<String> obstacle(Path home) {
        return NodePeer.obstacle(home, NAME, NAME, "redis-server");
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
}

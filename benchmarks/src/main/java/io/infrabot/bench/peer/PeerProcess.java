package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Wire;
import io.infrabot.testkit.world.Child;
import io.infrabot.testkit.world.Ports;
import io.infrabot.testkit.world.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bare peers beside a stack, in a JVM of their own with the options that InfraBot's services have. */
public final class PeerProcess implements AutoCloseable {

    private static final List<String> OPTIONS = List.of(
            "-Xms32m",
            "-Xmx256m",
            "-Xmn24m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED");

    private final int port = Ports.free();
    private final Child child;

    private PeerProcess(Stack stack, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerMain.class.getName()));
        command.add(Integer.toString(port));
        command.addAll(List.of(arguments));
        child = Child.start(command, Map.of(), stack.world().folder("logs").resolve("peer.log"));
    }

    /** With the pipeline; it answers when this returns. */
    public static PeerProcess pipeline(Stack stack) {
        return new PeerProcess(stack, stack.world().bootstrapServers()).ready();
    }

    /** With the pipeline, whose executor makes a tag for each operation. */
    public static PeerProcess tagging(Stack stack, String engine) {
        return new PeerProcess(stack, stack.world().bootstrapServers(), engine).ready();
    }

    /** Only the server; it has not answered yet. */
    public static PeerProcess server(Stack stack) {
        return new PeerProcess(stack);
    }

    /** Returns when it answers. */
    public PeerProcess ready() {
        Waiting.until(() -> {
            try (var wire = Wire.tcp(port)) {
                var _ = wire.get("/trivial").expect(200);
            }
        });
        return this;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        child.kill();
    }
}

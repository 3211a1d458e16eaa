package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Payload;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Wire;
import io.infrabot.bench.rig.Wires;
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
 * Temporal's test server, with its worker and its door in one JVM: a lower bar than Temporal itself, because it keeps all
 * in memory. The launcher fetches its jars.
 */
public final class Temporal implements DurablePeer {

    private static final String NAME = "temporal";

    private final int port = Ports.free();
    private final Child child;

    private Temporal(Rig rig) throws IOException {
        var folder = folder(rig.home());
        var logs = Files.createDirectories(rig.folder().resolve("logs"));
        child = Child.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        // the JDK's own server would hold back the end of each answer for 40 ms
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        folder.resolve("lib") + "/*",
                        folder.resolve("Temporal.java").toString(),
                        Integer.toString(port)),
                Map.of(),
                logs.resolve(NAME + ".log"));
        Waiting.untilListening(port);
    }

    /** Why it cannot run here; empty where it can. */
    public static Optional<String> obstacle(Path home) {
        return Files.isDirectory(folder(home).resolve("lib"))
                ? Optional.empty()
                : Optional.of("its jars are not in " + folder(home).resolve("lib"));
    }

    /** Starts it; it takes calls when this returns. */
    public static Temporal start(Rig rig) throws IOException {
        return new Temporal(rig);
    }

    private static Path folder(Path home) {
        return home.toAbsolutePath().resolve("peers").resolve(NAME);
    }

    @Override
    public Wire wire() throws IOException {
        return Wire.tcp(port);
    }

    @Override
    public Wires.Call noop(int caller) {
        return (wire, _) -> {
            var _ = wire.post("/noop", Payload.any()).expect(200);
        };
    }

    @Override
    public void close() {
        child.kill();
    }
}

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

/** Restate with a service on Node: durable execution that a user might take instead. The launcher installs both. */
public final class Restate implements DurablePeer {

    private static final String NAME = "restate";
    private static final Path SERVER = Path.of("@restatedev", "restate-server-linux-x64", "bin", "restate-server");

    private final int ingress = Ports.free();
    private final Child server;
    private final Child service;

    private Restate(Rig rig) throws IOException {
        var data = Files.createDirectories(rig.folder().resolve(NAME)).toAbsolutePath();
        var logs = Files.createDirectories(rig.folder().resolve("logs"));
        var admin = Ports.free();
        server = Child.start(
                List.of(
                        NodePeer.modules(rig.home(), NAME).resolve(SERVER).toString(),
                        "--no-logo",
                        "--base-dir",
                        data.toString()),
                Map.of(
                        "RESTATE_INGRESS__BIND_ADDRESS", "127.0.0.1:" + ingress,
                        "RESTATE_ADMIN__BIND_ADDRESS", "127.0.0.1:" + admin,
                        "RESTATE_BIND_ADDRESS", "127.0.0.1:" + Ports.free(),
                        "RESTATE_DISABLE_TELEMETRY", "true"),
                logs.resolve("restate-server.log"));
        Waiting.untilListening(admin);
        Waiting.untilListening(ingress);
        service = NodePeer.start(rig, NAME, Ports.free(), Integer.toString(admin));
    }

    /** Why it cannot run here; empty where it can. */
    public static Optional<String> obstacle(Path home) {
        return Files.isExecutable(NodePeer.modules(home, NAME).resolve(SERVER))
                ? NodePeer.obstacle(home, NAME, "@restatedev/restate-sdk")
                : Optional.of("its server is not in " + NodePeer.modules(home, NAME));
    }

    /** Starts both; they take calls when this returns. */
    public static Restate start(Rig rig) throws IOException {
        return new Restate(rig);
    }

    @Override
    public Wire wire() throws IOException {
        return Wire.tcp(ingress);
    }

    /** Each caller has an object of his own, so that none waits for another. */
    @Override
    public Wires.Call noop(int caller) {
        var path = "/work/caller-" + caller + "/noop";
        return (wire, _) -> {
            var _ = wire.post(path, Payload.any()).expect(200);
        };
    }

    @Override
    public void close() {
        service.kill();
        server.kill();
    }
}

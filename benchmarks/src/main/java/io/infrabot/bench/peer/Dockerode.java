package io.infrabot.bench.peer;

import io.infrabot.bench.measure.Latencies;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Wire;
import io.infrabot.testkit.world.Child;
import io.infrabot.testkit.world.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** dockerode, the client library that programs on Node use; it measures itself, and its door only passes that on. */
public final class Dockerode implements AutoCloseable {

    private static final String NAME = "dockerode";

    private final Child node;
    private final Wire wire;

    private Dockerode(Rig rig, String engine, String image) throws IOException {
        var port = Ports.free();
        node = NodePeer.start(rig, NAME, port, URI.create(engine).getPath(), image);
        wire = Wire.tcp(port);
    }

    /** Why it cannot run here; empty where it can. */
    public static Optional<String> obstacle(Path home) {
        return NodePeer.obstacle(home, NAME, NAME);
    }

    /** Starts it for {@code image} of the engine at a Unix socket. */
    public static Dockerode start(Rig rig, String engine, String image) throws IOException {
        return new Dockerode(rig, engine, image);
    }

    /** Inspects again and again for that long. */
    public Reading inspect(Duration time) throws IOException {
        var latencies = new Latencies();
        wire.get("/inspect?ms=" + time.toMillis())
                .expect(200)
                .body()
                .lines()
                .mapToLong(Long::parseLong)
                .forEach(latencies::record);
        return Reading.of("answered", latencies).in(time);
    }

    @Override
    public void close() throws IOException {
        wire.close();
        node.kill();
    }
}

package io.infrabot.bench.row;

import io.infrabot.bench.measure.OpenLoop;
import io.infrabot.bench.measure.Sender;
import io.infrabot.bench.measure.Ticker;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.MemoryEngine;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Wires;
import io.infrabot.docker.dockerjava.DockerJavaEngine;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the engine's adapter adds to an inspect. */
final class OverheadInspect implements Benchmark {

    private static final double PER_SECOND = 500;
    private static final int CONNECTIONS = 4;
    private static final double BOUND = 100;
    private static final String IMAGE = "bench:a";

    @Override
    public String name() {
        return "docker-overhead-inspect";
    }

    @Override
    public String what() {
        return "500 inspects/s on an engine in memory, by the executor's adapter, nothing cached; beside bare calls";
    }

    @Override
    public Optional<String> obstacle() {
        return MemoryEngine.obstacle();
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        var loop = new OpenLoop(Ticker.system(), PER_SECOND);
        try (var engine = MemoryEngine.start();
                var wires = Wires.of(CONNECTIONS, engine::wire)) {
            var images = new DockerJavaEngine(URI.create(engine.address()), null, Duration.ofSeconds(60)).images();
            Sender find = _ -> {
                var _ = images.find(IMAGE).orElseThrow();
            };
            var rounds = rig.contest()
                    .with("adapter", time -> loop.run(time, Collections.nCopies(CONNECTIONS, find)))
                    .with(
                            "raw inspect",
                            time -> loop.run(time, wires.senders((wire, _) -> {
                                var _ = wire.get("/images/" + IMAGE + "/json").expect(200);
                            })))
                    .run();
            var score = Score.of(
                    "p95 − p95 of a raw inspect",
                    "µs",
                    rounds.warm(),
                    round -> round.p95("adapter", "answered") - round.p95("raw inspect", "answered"),
                    Target.atMost(BOUND));
            return Measured.of(rounds, List.of(score), List.of());
        }
    }
}

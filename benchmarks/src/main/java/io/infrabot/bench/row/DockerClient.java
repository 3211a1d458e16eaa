package io.infrabot.bench.row;

import io.infrabot.bench.measure.Latencies;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.measure.Sender;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.MemoryEngine;
import io.infrabot.bench.rig.Rig;
import io.infrabot.docker.dockerjava.DockerJavaEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The client library, by one caller who asks again as soon as he is answered. */
final class DockerClient implements Benchmark {

    private static final double BOUND = 1.25;
    private static final String IMAGE = "bench:a";

    @Override
    public String name() {
        return "docker-client";
    }

    @Override
    public String what() {
        return "inspect by docker-java as InfraBot has it, one caller; beside a raw connection";
    }

    @Override
    public Optional<String> obstacle() {
        return MemoryEngine.obstacle();
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var engine = MemoryEngine.start();
                var wire = engine.wire()) {
            var adapter = new DockerJavaEngine(URI.create(engine.address()), null, Duration.ofSeconds(60));
            var rounds = rig.contest()
                    .with(
                            "docker-java",
                            time -> repeat(time, _ -> {
                                var _ = adapter.find(IMAGE).orElseThrow();
                            }))
                    .with(
                            "raw",
                            time -> repeat(time, _ -> {
                                var _ = wire.get("/images/" + IMAGE + "/json").expect(200);
                            }))
                    .run();
            var score = Score.of(
                    "p50 ÷ raw",
                    "×",
                    rounds.warm(),
                    round -> round.of("docker-java").latency("answered").p50()
                            / round.of("raw").latency("answered").p50(),
                    Target.atMost(BOUND));
            return Measured.of(rounds, List.of(score), List.of("dockerode: peer not run: there is no door to it yet"));
        }
    }

    private static Reading repeat(Duration time, Sender call) throws Exception {
        var latencies = new Latencies();
        var begun = System.nanoTime();
        for (var now = begun; now - begun < time.toNanos(); now = System.nanoTime()) {
            call.send(now);
            latencies.record(System.nanoTime() - now);
        }
        return Reading.of("answered", latencies).in(Duration.ofNanos(System.nanoTime() - begun));
    }
}

package io.infrabot.bench.row;

import io.infrabot.bench.measure.Contest.Rounds;
import io.infrabot.bench.measure.Latencies;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.measure.Sender;
import io.infrabot.bench.peer.Dockerode;
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

    private static final double AS_RAW = 1.25;
    private static final double AS_DOCKERODE = 0.75;
    private static final String OURS = "docker-java";
    private static final String IMAGE = "bench:a";

    @Override
    public String name() {
        return "docker-client";
    }

    @Override
    public String what() {
        return "inspect by docker-java as InfraBot has it, one caller; beside a raw connection and dockerode";
    }

    @Override
    public Optional<String> obstacle() {
        return MemoryEngine.obstacle();
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var engine = MemoryEngine.start();
                var wire = engine.wire()) {
            var images = new DockerJavaEngine(URI.create(engine.address()), null, Duration.ofSeconds(60)).images();
            var contest = rig.contest()
                    .with(
                            OURS,
                            time -> repeat(time, _ -> {
                                var _ = images.find(IMAGE).orElseThrow();
                            }))
                    .with(
                            "raw",
                            time -> repeat(time, _ -> {
                                var _ = wire.get("/images/" + IMAGE + "/json").expect(200);
                            }));
            var obstacle = Dockerode.obstacle(rig.home());
            if (obstacle.isPresent()) {
                var rounds = contest.run();
                return Measured.of(
                        rounds,
                        List.of(against(rounds, "raw", AS_RAW)),
                        List.of("dockerode: peer not run: " + obstacle.get()));
            }
            try (var dockerode = Dockerode.start(rig, engine.address(), IMAGE)) {
                var rounds = contest.with("dockerode", dockerode::inspect).run();
                return Measured.of(
                        rounds,
                        List.of(against(rounds, "raw", AS_RAW), against(rounds, "dockerode", AS_DOCKERODE)),
                        List.of());
            }
        }
    }

    private static Score against(Rounds rounds, String other, double atMost) {
        return Score.of(
                "p50 ÷ " + other,
                "×",
                rounds.warm(),
                round -> round.of(OURS).latency("answered").p50()
                        / round.of(other).latency("answered").p50(),
                Target.atMost(atMost));
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

package io.infrabot.bench.row;

import io.infrabot.bench.measure.Contest.Round;
import io.infrabot.bench.measure.OpenLoop;
import io.infrabot.bench.measure.Sender;
import io.infrabot.bench.measure.Ticker;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Executor;
import io.infrabot.bench.rig.MemoryEngine;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Tags;
import io.infrabot.bench.rig.Wires;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the executor adds to a tag: its lane, its fence, its reports, and looking the image up first. */
final class OverheadTag implements Benchmark {

    private static final double PER_SECOND = 500;
    private static final int CONNECTIONS = 4;
    private static final double BOUND = 150;

    @Override
    public String name() {
        return "docker-overhead-tag";
    }

    @Override
    public String what() {
        return "500 tags/s on an engine in memory, the executor without Kafka; beside the bare calls";
    }

    @Override
    public Optional<String> obstacle() {
        return MemoryEngine.obstacle();
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        var loop = new OpenLoop(Ticker.system(), PER_SECOND);
        var own = new Tags("bench-own");
        var raw = new Tags("bench-raw");
        try (var engine = MemoryEngine.start();
                var wires = Wires.of(CONNECTIONS, engine::wire);
                var executor = new Executor(engine.address())) {
            Sender tag = _ -> executor.tag(own.get());
            var rounds = rig.contest()
                    .with("executor", time -> loop.run(time, Collections.nCopies(CONNECTIONS, tag)))
                    .with(
                            "raw tag",
                            time -> loop.run(time, wires.senders((wire, _) -> {
                                var _ = wire.post(raw.get().path(), "").expect(201);
                            })))
                    .with(
                            "raw inspect and tag",
                            time -> loop.run(time, wires.senders((wire, _) -> {
                                var next = raw.get();
                                var _ = wire.get("/images/" + next.source() + "/json")
                                        .expect(200);
                                var _ = wire.post(next.path(), "").expect(201);
                            })))
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            Score.of(
                                    "p95 − p95 of a raw tag",
                                    "µs",
                                    rounds.warm(),
                                    round -> above(round, "raw tag"),
                                    Target.atMost(BOUND)),
                            Score.of(
                                    "p95 − p95 of the same two raw calls",
                                    "µs",
                                    rounds.warm(),
                                    round -> above(round, "raw inspect and tag"),
                                    Target.none())),
                    List.of("the executor asks the engine twice: what the source is, then for the tag"));
        }
    }

    private static double above(Round round, String limit) {
        return round.p95("executor", "answered") - round.p95(limit, "answered");
    }
}

package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.dockerOps;

import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.MemoryEngine;
import io.infrabot.bench.rig.Operations;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Tags;
import io.infrabot.bench.rig.Wires;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A thousand at once, beside what the engine alone could do in that time. */
final class Burst implements Benchmark {

    private static final int COUNT = 1000;
    private static final int CONNECTIONS = 4;
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final double BOUND = 2.0;

    @Override
    public String name() {
        return "burst-1000";
    }

    @Override
    public String what() {
        return "1000 tags asked for at once, engine in memory; beside 1000 bare tags over four connections";
    }

    @Override
    public Optional<String> obstacle() {
        return MemoryEngine.obstacle();
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        var tags = new Tags("bench-raw");
        try (var engine = MemoryEngine.start();
                var stack = Stack.start(rig, engine.address(), dockerOps(1));
                var own = Operations.tags(stack);
                var wires = Wires.of(CONNECTIONS, engine::wire)) {
            // one burst is over in less than a turn: what warms up is a steady rate before it
            var rounds = rig.contest()
                    .with("warming", time -> own.measure(COUNT / 10.0, time))
                    .with("InfraBot", _ -> own.measure(COUNT / (AT_ONCE.toNanos() / 1e9), AT_ONCE))
                    .with(
                            "raw tag",
                            time -> wires.asFastAsPossible(time, (wire, _) -> {
                                var _ = wire.post(tags.get().path(), "").expect(201);
                            }))
                    .run();
            var score = Score.of(
                    "p99 until completed ÷ 1000 raw tags",
                    "×",
                    rounds.warm(),
                    round -> round.of("InfraBot").latency("completed").p99()
                            / (COUNT * 1e6 / round.of("raw tag").perSecond("answered")),
                    Target.atMost(BOUND));
            return Measured.of(rounds, List.of(score), List.of());
        }
    }
}

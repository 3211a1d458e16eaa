package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.dockerOps;

import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.MemoryEngine;
import io.infrabot.bench.rig.Operations;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import java.util.List;
import java.util.Optional;

/** The whole way to an effect on an engine and back, beside the same hops and the same call with nothing in them. */
final class EndToEndTag implements Benchmark {

    private static final double PER_SECOND = 500;
    private static final double BOUND = 1.2;

    @Override
    public String name() {
        return "e2e-tag";
    }

    @Override
    public String what() {
        return "POST of a tag until its end is on the live stream, 500/s, engine in memory; beside a bare pipeline";
    }

    @Override
    public Optional<String> obstacle() {
        return MemoryEngine.obstacle();
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var engine = MemoryEngine.start();
                var stack = Stack.start(rig, engine.address(), dockerOps(1));
                var peer = PeerProcess.tagging(stack, engine.address());
                var own = Operations.tags(stack);
                var bare = Operations.of(peer.port(), "/noop")) {
            var rounds = rig.contest()
                    .with("InfraBot", time -> own.measure(PER_SECOND, time))
                    .with("bare pipeline", time -> bare.measure(PER_SECOND, time))
                    .run();
            var score = Score.ofP95("p95 ÷ bare pipeline", rounds, "completed", "bare pipeline", Target.atMost(BOUND));
            return Measured.of(
                    rounds,
                    List.of(score),
                    List.of("InfraBot asks the engine twice a tag (what the source is, then the tag), the other once"));
        }
    }
}

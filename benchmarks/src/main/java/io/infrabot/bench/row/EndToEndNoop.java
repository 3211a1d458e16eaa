package io.infrabot.bench.row;

import static io.infrabot.chaos.world.Member.toolRunner;

import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Operations;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import java.util.List;

/** From the request to the end that a reader of the live stream sees, beside the same hops with nothing in them. */
final class EndToEndNoop implements Benchmark {

    private static final double PER_SECOND = 1000;
    private static final double BOUND = 1.2;

    @Override
    public String name() {
        return "e2e-noop";
    }

    @Override
    public String what() {
        return "POST of a noop until its end is on the live stream, 1000/s; beside a bare pipeline of three hops";
    }

    @Override
    public Outcome run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var peer = PeerProcess.pipeline(
                        stack.world().folder("logs").resolve("peer.log"),
                        stack.world().bootstrapServers());
                var operations = Operations.noops(stack);
                var three = Operations.of(peer.port(), "/noop?hops=3");
                var two = Operations.of(peer.port(), "/noop?hops=2")) {
            var rounds = rig.contest()
                    .with("InfraBot", time -> operations.measure(PER_SECOND, time))
                    .with("bare, 3 hops", time -> three.measure(PER_SECOND, time))
                    .with("bare, 2 hops", time -> two.measure(PER_SECOND, time))
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            Score.of(
                                    "p95 ÷ bare pipeline of 3 hops",
                                    "×",
                                    rounds.warm(),
                                    round ->
                                            round.p95("InfraBot", "completed") / round.p95("bare, 3 hops", "completed"),
                                    Target.atMost(BOUND)),
                            Score.of(
                                    "p95 ÷ bare pipeline of 2 hops",
                                    "×",
                                    rounds.warm(),
                                    round ->
                                            round.p95("InfraBot", "completed") / round.p95("bare, 2 hops", "completed"),
                                    Target.none())),
                    List.of());
        }
    }
}

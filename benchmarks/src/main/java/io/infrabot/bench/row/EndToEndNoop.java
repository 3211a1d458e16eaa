package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.Contest.Rounds;
import io.infrabot.bench.peer.BullMq;
import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Operations;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import java.util.ArrayList;
import java.util.List;

/** From the request to the end that a reader of the live stream sees, beside the same hops with nothing in them. */
final class EndToEndNoop implements Benchmark {

    private static final double PER_SECOND = 1000;
    private static final double BOUND = 1.2;
    private static final double PEER_BOUND = 1.5;

    @Override
    public String name() {
        return "e2e-noop";
    }

    @Override
    public String what() {
        return "POST of a noop until its end is on the live stream, 1000/s; beside bare pipelines and BullMQ";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var peer = PeerProcess.pipeline(stack);
                var operations = Operations.noops(stack);
                var three = Operations.of(peer.port(), "/noop?hops=3");
                var two = Operations.of(peer.port(), "/noop?hops=2")) {
            var contest = rig.contest()
                    .with("InfraBot", time -> operations.measure(PER_SECOND, time))
                    .with("bare, 3 hops", time -> three.measure(PER_SECOND, time))
                    .with("bare, 2 hops", time -> two.measure(PER_SECOND, time));
            var obstacle = BullMq.obstacle(rig.home());
            if (obstacle.isPresent()) {
                var rounds = contest.run();
                return Measured.of(rounds, scores(rounds), List.of("BullMQ: peer not run: " + obstacle.get()));
            }
            try (var bull = BullMq.start(rig);
                    var jobs = Operations.of(bull.port(), "/noop")) {
                var rounds = contest.with("BullMQ", time -> jobs.measure(PER_SECOND, time))
                        .run();
                var scores = new ArrayList<>(scores(rounds));
                scores.add(Score.ofP95(
                        "p95 ÷ BullMQ behind a server alike",
                        rounds,
                        "completed",
                        "BullMQ",
                        Target.atMost(PEER_BOUND)));
                return Measured.of(rounds, scores, List.of());
            }
        }
    }

    private static List<Score> scores(Rounds rounds) {
        return List.of(
                Score.ofP95("p95 ÷ bare pipeline of 3 hops", rounds, "completed", "bare, 3 hops", Target.atMost(BOUND)),
                Score.ofP95("p95 ÷ bare pipeline of 2 hops", rounds, "completed", "bare, 2 hops", Target.none()));
    }
}

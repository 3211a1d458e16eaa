package io.infrabot.bench.row;

import static io.infrabot.chaos.world.Member.toolRunner;

import io.infrabot.bench.peer.Restate;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Callers;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Wires;
import java.util.List;

/** Callers who wait, beside a system that promises as much: what has been taken is done, whoever dies. */
final class EndToEndDurable implements Benchmark {

    private static final int CALLERS = 16;
    private static final double TIMES = 5;
    private static final String TEMPORAL = "Temporal's test server: peer not run: there is no door to it yet";

    @Override
    public String name() {
        return "e2e-durable";
    }

    @Override
    public String what() {
        return "noops of 16 callers, each of whom waits for the end before the next; beside Restate";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var callers = new Callers(stack, CALLERS)) {
            var contest = rig.contest().with("InfraBot", callers::measure);
            var obstacle = Restate.obstacle(rig.home());
            if (obstacle.isPresent()) {
                var rounds = contest.run();
                var score = Score.of(
                        "noops ended",
                        "/s",
                        rounds.warm(),
                        round -> round.of("InfraBot").perSecond("answered"),
                        Target.none());
                return Measured.of(
                        rounds, List.of(score), List.of("Restate: peer not run: " + obstacle.get(), TEMPORAL));
            }
            try (var restate = Restate.start(rig);
                    var calls = Wires.of(CALLERS, restate::wire)) {
                var rounds = contest.with("Restate", time -> calls.asFastAsPossible(time, Restate::noop))
                        .run();
                var score = Score.of(
                        "noops ended ÷ Restate's",
                        "×",
                        rounds.warm(),
                        round -> round.of("InfraBot").perSecond("answered")
                                / round.of("Restate").perSecond("answered"),
                        Target.atLeast(TIMES));
                return Measured.of(rounds, List.of(score), List.of(TEMPORAL));
            }
        }
    }
}

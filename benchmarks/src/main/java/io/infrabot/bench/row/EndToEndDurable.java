package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.Contest.Round;
import io.infrabot.bench.peer.DurablePeer;
import io.infrabot.bench.peer.Restate;
import io.infrabot.bench.peer.Temporal;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Callers;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Wires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Callers who wait, beside systems that promise as much: what has been taken is done, whoever dies. */
final class EndToEndDurable implements Benchmark {

    private static final int CALLERS = 16;

    /** A peer, and how many of its noops one of ours is to be worth. */
    private record Rival(String name, double times, Function<Path, Optional<String>> obstacle, Start start) {

        interface Start {
            DurablePeer of(Rig rig) throws IOException;
        }
    }

    private static final List<Rival> RIVALS = List.of(
            new Rival("Restate", 5, Restate::obstacle, Restate::start),
            new Rival("Temporal's test server", 8, Temporal::obstacle, Temporal::start));

    @Override
    public String name() {
        return "e2e-durable";
    }

    @Override
    public String what() {
        return "noops of 16 callers, each of whom waits for the end before the next; beside Restate and Temporal's test server";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        var there = new ArrayList<Rival>();
        var notes = new ArrayList<String>();
        for (var rival : RIVALS) {
            var obstacle = rival.obstacle().apply(rig.home());
            if (obstacle.isPresent()) {
                notes.add("%s: peer not run: %s".formatted(rival.name(), obstacle.get()));
            } else {
                there.add(rival);
            }
        }
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var callers = new Callers(stack, CALLERS)) {
            var contest = rig.contest().with("InfraBot", callers::measure);
            for (var rival : there) {
                var peer = stack.world().with(rival.start().of(rig));
                var calls = stack.world().with(Wires.of(CALLERS, peer::wire));
                contest.with(rival.name(), time -> calls.asFastAsPossible(time, peer::noop));
            }
            var rounds = contest.run();
            var scores = new ArrayList<Score>();
            scores.add(Score.of("noops ended", "/s", rounds.warm(), round -> ended(round, "InfraBot"), Target.none()));
            for (var rival : there) {
                scores.add(Score.of(
                        "÷ those of " + rival.name(),
                        "×",
                        rounds.warm(),
                        round -> ended(round, "InfraBot") / ended(round, rival.name()),
                        Target.atLeast(rival.times())));
            }
            return Measured.of(rounds, scores, notes);
        }
    }

    private static double ended(Round round, String subject) {
        return round.of(subject).perSecond("answered");
    }
}

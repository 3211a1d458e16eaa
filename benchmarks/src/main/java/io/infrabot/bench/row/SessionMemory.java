package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.session;
import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.testkit.world.LiveHeap;
import java.util.ArrayList;
import java.util.List;

/** What a session with nine facts weighs on the heap of the session service; the rest of it is on disk. */
final class SessionMemory implements Benchmark {

    private static final double KILOBYTE = 1024;
    private static final double BOUND = 8;
    private static final long FIRST = 500;
    private static final List<Long> MANY = List.of(1_000L, 10_000L, 100_000L);
    private static final List<Long> FEW = List.of(200L);

    @Override
    public String name() {
        return "session-memory";
    }

    @Override
    public String what() {
        return "sessions of nine facts each; live heap of the session service after a full collection, a session";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var population = new Population(stack)) {
            var service = stack.world().pid(session(1));
            // classes, pools and buffers come with the first work and stay
            population.grow(FIRST);
            var empty = LiveHeap.bytes(service);
            var scores = new ArrayList<Score>();
            long there = 0;
            for (var count : rig.pace().isEnough() ? MANY : FEW) {
                population.grow(count - there);
                there = count;
                rig.progress().accept(count + " sessions");
                scores.add(new Score(
                        "live heap a session, of " + count,
                        "kB",
                        List.of((LiveHeap.bytes(service) - empty) / KILOBYTE / count),
                        Target.atMost(BOUND)));
            }
            var before = "live heap before: %.1f MB".formatted(empty / KILOBYTE / KILOBYTE);
            return new Measured(List.of(), scores, List.of(before), List.of());
        }
    }
}

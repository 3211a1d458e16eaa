package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.OpenLoop;
import io.infrabot.bench.measure.Ticker;
import io.infrabot.bench.peer.OneHop;
import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Operations;
import io.infrabot.bench.rig.Payload;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Wire;
import io.infrabot.bench.rig.Wires;
import java.util.List;

/** How long it takes until a request has been decided, beside what it must take: an answer, and one hop. */
final class Accept implements Benchmark {

    private static final double PER_SECOND = 1000;
    private static final double BOUND = 1.3;

    @Override
    public String name() {
        return "accept";
    }

    @Override
    public String what() {
        return "POST of an operation, 1000/s, answered once it is decided; beside a trivial endpoint and one hop";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var peer = PeerProcess.server(stack).ready();
                var trivial = Wires.of(Operations.CONNECTIONS, () -> Wire.tcp(peer.port()));
                var hop = new OneHop(stack.kafka(), PER_SECOND);
                var operations = Operations.noops(stack)) {
            var rounds = rig.contest()
                    .with("InfraBot", time -> operations.measure(PER_SECOND, time))
                    .with(
                            "trivial REST",
                            time -> new OpenLoop(Ticker.system(), PER_SECOND).run(time, trivial.senders(Accept::ask)))
                    .with("one hop", hop::measure)
                    .run();
            var score = Score.of(
                    "p95 ÷ (trivial REST p95 + one hop p95)",
                    "×",
                    rounds.warm(),
                    round -> round.p95("InfraBot", "answered")
                            / (round.p95("trivial REST", "answered") + round.p95("one hop", "consumed")),
                    Target.atMost(BOUND));
            return Measured.of(rounds, List.of(score), List.of());
        }
    }

    private static void ask(Wire wire, long intended) throws java.io.IOException {
        var _ = wire.post("/trivial", Payload.any()).expect(200);
    }
}

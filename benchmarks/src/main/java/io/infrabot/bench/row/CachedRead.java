package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.OpenLoop;
import io.infrabot.bench.measure.Ticker;
import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Operations;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Wire;
import io.infrabot.bench.rig.Wires;
import java.util.List;

/** Reading what has been folded, beside an endpoint that has its answer in a constant. */
final class CachedRead implements Benchmark {

    private static final double PER_SECOND = 5000;
    private static final double BOUND = 1.3;

    @Override
    public String name() {
        return "cached-read";
    }

    @Override
    public String what() {
        return "GET of an operation that is over, 5000/s; beside a trivial endpoint";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var peer = PeerProcess.server(stack).ready();
                var trivial = Wires.of(Operations.CONNECTIONS, () -> Wire.tcp(peer.port()));
                var wires = stack.wires(Operations.CONNECTIONS)) {
            var api = stack.world().api();
            var operation = api.noop(api.session());
            var _ = api.success(operation);
            var path = "/api/v1/operations/" + operation;
            var loop = new OpenLoop(Ticker.system(), PER_SECOND);
            var rounds = rig.contest()
                    .with("InfraBot", time -> loop.run(time, wires.senders((wire, _) -> read(wire, path))))
                    .with("trivial REST", time -> loop.run(time, trivial.senders((wire, _) -> read(wire, "/trivial"))))
                    .run();
            var score = Score.ofP95("p95 ÷ trivial REST", rounds, "answered", "trivial REST", Target.atMost(BOUND));
            return Measured.of(
                    rounds,
                    List.of(score),
                    List.of("in-process reads are not measured: the ledger has no other door than this one"));
        }
    }

    private static void read(Wire wire, String path) throws java.io.IOException {
        var _ = wire.get(path).expect(200);
    }
}

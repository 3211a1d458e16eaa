package io.infrabot.bench.row;

import static io.infrabot.chaos.world.Member.toolRunner;

import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Payload;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Wire;
import io.infrabot.bench.rig.Wires;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** As many sessions as can be opened, each decided and folded before it is answered. */
final class SessionsCreated implements Benchmark {

    private static final int CONNECTIONS = 32;
    private static final double ENOUGH = 5000;
    private static final String BODY = Payload.filled("{\"team\":\"bench\",\"metadata\":{\"pad\":\"", "\"}}");

    @Override
    public String name() {
        return "sessions-created";
    }

    @Override
    public String what() {
        return "POST of sessions, as many as 32 connections get; beside requests that are only stored";
    }

    @Override
    public Outcome run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var peer = PeerProcess.pipeline(
                        stack.world().folder("logs").resolve("peer.log"),
                        stack.world().bootstrapServers());
                var wires = stack.wires(CONNECTIONS);
                var bare = Wires.of(CONNECTIONS, () -> Wire.tcp(peer.port()))) {
            var rounds = rig.contest()
                    .with("InfraBot", time -> create(wires, time))
                    .with(
                            "stored only",
                            time -> bare.asFastAsPossible(time, (wire, _) -> {
                                var _ = wire.post("/noop", Payload.any()).expect(202);
                            }))
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            Score.of(
                                    "sessions created",
                                    "/s",
                                    rounds.warm(),
                                    round -> round.of("InfraBot").perSecond("answered"),
                                    Target.atLeast(ENOUGH)),
                            Score.of(
                                    "÷ requests that are only stored",
                                    "×",
                                    rounds.warm(),
                                    round -> round.of("InfraBot").perSecond("answered")
                                            / round.of("stored only").perSecond("answered"),
                                    Target.none())),
                    List.of("BullMQ: peer not run: this row has no door to it yet"));
        }
    }

    /** 201 is said only of a session that has been read back and folded. */
    private static Reading create(Wires wires, Duration time) throws InterruptedException {
        return wires.asFastAsPossible(time, SessionsCreated::create);
    }

    private static void create(Wire wire, long intended) throws IOException {
        var _ = wire.post("/api/v1/sessions", BODY).expect(201);
    }
}

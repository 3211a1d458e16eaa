package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.Contest.Rounds;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.peer.BullMq;
import io.infrabot.bench.peer.PeerProcess;
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
import java.util.ArrayList;
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
        return "POST of sessions, as many as 32 connections get; beside requests and jobs that are only stored";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var peer = PeerProcess.pipeline(stack);
                var wires = stack.wires(CONNECTIONS);
                var bare = Wires.of(CONNECTIONS, () -> Wire.tcp(peer.port()))) {
            var contest = rig.contest()
                    .with("InfraBot", time -> wires.asFastAsPossible(time, SessionsCreated::create))
                    .with("stored only", time -> store(bare, "/noop", time));
            var obstacle = BullMq.obstacle(rig.home());
            if (obstacle.isPresent()) {
                var rounds = contest.run();
                return Measured.of(rounds, scores(rounds), List.of("BullMQ: peer not run: " + obstacle.get()));
            }
            try (var bull = BullMq.start(rig);
                    var jobs = Wires.of(CONNECTIONS, bull::wire)) {
                var rounds = contest.with("BullMQ", time -> store(jobs, "/kept", time))
                        .run();
                var scores = new ArrayList<>(scores(rounds));
                scores.add(against(rounds, "BullMQ", "÷ jobs that BullMQ only stores", Target.atLeast(1)));
                return Measured.of(rounds, scores, List.of());
            }
        }
    }

    private static List<Score> scores(Rounds rounds) {
        return List.of(
                Score.of(
                        "sessions created",
                        "/s",
                        rounds.warm(),
                        round -> round.of("InfraBot").perSecond("answered"),
                        Target.atLeast(ENOUGH)),
                against(rounds, "stored only", "÷ requests that are only stored", Target.none()));
    }

    private static Score against(Rounds rounds, String other, String words, Target target) {
        return Score.of(
                words,
                "×",
                rounds.warm(),
                round -> round.of("InfraBot").perSecond("answered")
                        / round.of(other).perSecond("answered"),
                target);
    }

    private static Reading store(Wires wires, String path, Duration time) throws InterruptedException {
        return wires.asFastAsPossible(time, (wire, _) -> {
            var _ = wire.post(path, Payload.any()).expect(202);
        });
    }

    /** 201 is said only of a session that has been read back and folded. */
    private static void create(Wire wire, long intended) throws IOException {
        var _ = wire.post("/api/v1/sessions", BODY).expect(201);
    }
}

package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.session;
import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.Latencies;
import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.peer.PeerProcess;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.bench.rig.Wire;
import io.infrabot.testkit.world.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From the start of a JVM to its first answer, beside the smallest server on the same stack. */
final class Startup implements Benchmark {

    private static final double BOUND = 2.0;
    private static final double SECONDS = 1.5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String what() {
        return "start of a JVM until its first answer, killed before; beside a server that has one endpoint";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1))) {
            var rounds = rig.contest()
                    .with("session-service", _ -> start(stack, session(1)))
                    .with("tool-runner", _ -> start(stack, toolRunner(1)))
                    .with("one endpoint", _ -> {
                        var begun = System.nanoTime();
                        try (var server = PeerProcess.server(stack)) {
                            return reading(begun, firstAnswer(server.port(), "/trivial"));
                        }
                    })
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            seconds("session-service", rounds.warm()),
                            seconds("tool-runner", rounds.warm()),
                            Score.of(
                                    "session-service ÷ a server with one endpoint",
                                    "×",
                                    rounds.warm(),
                                    round -> round.p95("session-service", "first answer")
                                            / round.p95("one endpoint", "first answer"),
                                    Target.atMost(BOUND))),
                    List.of(
                            "cold and warm are about files in memory here: every start is a new JVM",
                            "the other server is bare Vert.x without Quarkus, and so a harder limit than a trivial"
                                    + " Quarkus application"));
        }
    }

    private static Score seconds(String subject, List<io.infrabot.bench.measure.Contest.Round> rounds) {
        return Score.of(
                subject + ", first answer",
                "s",
                rounds,
                round -> round.p95(subject, "first answer") / 1e6,
                Target.atMost(SECONDS));
    }

    private static Reading start(Stack stack, Member member) throws IOException {
        stack.world().kill(member);
        var begun = System.nanoTime();
        stack.world().launch(member);
        var reading = reading(begun, firstAnswer(stack.world().secondPort(member), "/q/health/live"));
        stack.world().await(member);
        return reading.and("ready", (System.nanoTime() - begun) / 1e9);
    }

    private static long firstAnswer(int port, String path) throws IOException {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            try (var wire = Wire.tcp(port)) {
                var _ = wire.get(path).expect(200);
                return System.nanoTime();
            } catch (IOException e) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        throw new IOException("nobody answered on port " + port + " for " + PATIENCE.toSeconds() + " s");
    }

    private static Reading reading(long begun, long answered) {
        var latencies = new Latencies();
        latencies.record(answered - begun);
        return Reading.of("first answer", latencies).in(Duration.ofNanos(answered - begun));
    }
}

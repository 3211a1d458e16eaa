package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.broker;
import static io.infrabot.testkit.world.Member.session;
import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.measure.Subject;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Operations;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.testkit.world.Member;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the services take of one core while nothing happens, and while fifty operations a second do. */
final class NormalCpu implements Benchmark {

    private static final double PER_SECOND = 50;
    private static final double IDLE = 1;
    private static final double NORMAL = 10;
    private static final Member[] SERVICES = {session(1), toolRunner(1)};

    @Override
    public String name() {
        return "idle-and-normal-cpu";
    }

    @Override
    public String what() {
        return "processor time of session-service and tool-runner, idle and at 50 noops/s, as a share of one core";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        try (var stack = Stack.start(rig, "", toolRunner(1));
                var operations = Operations.noops(stack)) {
            var rounds = rig.contest()
                    .with("idle", time -> share(stack, time, NormalCpu::wait))
                    .with("50/s", time -> share(stack, time, each -> operations.measure(PER_SECOND, each)))
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            Score.of(
                                    "idle, both services",
                                    "%",
                                    rounds.warm(),
                                    round -> round.of("idle").value("services"),
                                    Target.atMost(IDLE)),
                            Score.of(
                                    "at 50/s, both services",
                                    "%",
                                    rounds.warm(),
                                    round -> round.of("50/s").value("services"),
                                    Target.atMost(NORMAL)),
                            Score.of(
                                    "at 50/s, the broker",
                                    "%",
                                    rounds.warm(),
                                    round -> round.of("50/s").value("broker"),
                                    Target.none())),
                    List.of("16 live streams are open all the time; the JVMs are still warming up in a short run"));
        }
    }

    private static Reading share(Stack stack, Duration time, Subject load) throws Exception {
        var begun = System.nanoTime();
        var services = used(stack, SERVICES);
        var broker = used(stack, broker(1));
        var reading = load.measure(time);
        var took = System.nanoTime() - begun;
        return reading.and("services", 100.0 * (used(stack, SERVICES) - services) / took)
                .and("broker", 100.0 * (used(stack, broker(1)) - broker) / took);
    }

    private static Reading wait(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return Reading.of("waited", time.toMillis() / 1e3).in(time);
    }

    private static long used(Stack stack, Member... members) {
        long nanos = 0;
        for (var member : members) {
            nanos += ProcessHandle.of(stack.world().pid(member))
                    .flatMap(handle -> handle.info().totalCpuDuration())
                    .orElseThrow()
                    .toNanos();
        }
        return nanos;
    }
}

package io.infrabot.bench.row;

import static io.infrabot.testkit.world.Member.broker;
import static io.infrabot.testkit.world.Member.session;
import static io.infrabot.testkit.world.Member.toolRunner;

import io.infrabot.bench.measure.Reading;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.rig.Stack;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Waiting;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SIGKILL of what there is only one of, until it stands where it stood. */
final class Recovery implements Benchmark {

    private static final double SESSION = 5;
    private static final double BROKER = 8;
    private static final int SAMPLE = 20;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String what() {
        return "SIGKILL of the session service, and of the broker, until sessions are as they were and work is done";
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        var count = rig.pace().isEnough() ? 100_000 : 200;
        try (var stack = Stack.start(rig, "", toolRunner(1))) {
            try (var population = new Population(stack)) {
                population.grow(count);
            }
            rig.progress().accept(count + " sessions");
            var sample = stack.sessions(SAMPLE);
            sample.forEach(id -> stack.world().api().success(stack.world().api().noop(id)));
            var rounds = rig.contest()
                    .with("session-service", _ -> killed(stack, session(1), sample))
                    .with("broker", _ -> killed(stack, broker(1), sample))
                    .run();
            return Measured.of(
                    rounds,
                    List.of(
                            Score.of(
                                    "session service, with " + count + " sessions",
                                    "s",
                                    rounds.warm(),
                                    round -> round.of("session-service").value("seconds"),
                                    Target.atMost(SESSION)),
                            Score.of(
                                    "broker",
                                    "s",
                                    rounds.warm(),
                                    round -> round.of("broker").value("seconds"),
                                    Target.atMost(BROKER))),
                    List.of("a kill, a start at once, and then: a sample reads as before, and a new noop succeeds"));
        }
    }

    private static Reading killed(Stack stack, Member member, List<String> sample) {
        var api = stack.world().api();
        var before = versions(api, sample);
        var begun = System.nanoTime();
        stack.world().kill(member);
        stack.world().launch(member);
        Waiting.until(() -> {
            if (!versions(api, sample).equals(before)) {
                throw new AssertionError("sessions do not stand where they stood");
            }
        });
        Waiting.until(() -> {
            var answer = ask(api, sample.getFirst());
            if (!answer) {
                throw new AssertionError("no new work is done");
            }
        });
        return Reading.of("seconds", (System.nanoTime() - begun) / 1e9);
    }

    private static boolean ask(Api api, String session) {
        try {
            var _ = api.success(api.noop(session));
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Map<String, Long> versions(Api api, List<String> sample) {
        var versions = new HashMap<String, Long>();
        sample.forEach(id -> versions.put(id, api.session(id).path("version").asLong()));
        return versions;
    }
}

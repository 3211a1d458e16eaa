package io.infrabot.bench.row;

import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Score;
import io.infrabot.bench.result.Target;
import io.infrabot.bench.rig.Rig;
import io.infrabot.chaos.fault.ProcessFaults;
import io.infrabot.chaos.run.Chaos;
import io.infrabot.chaos.run.Plan;
import io.infrabot.chaos.run.Verdict;
import io.infrabot.testkit.world.Member.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** SIGKILL of a node while it works, judged by the whole history: when others notice, when they go on, and what is lost. */
final class Failover implements Benchmark {

    private static final long SEED = 4;
    private static final double DETECTED = 3;
    private static final double BEGUN_ANEW = 5;

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String what() {
        return "SIGKILL of docker-ops under the load of ./infrabot chaos, two of everything; figures from the history";
    }

    @Override
    public Optional<String> obstacle() {
        return System.getenv("INFRABOT_TEST_ENGINE") == null || System.getenv("INFRABOT_TEST_REGISTRY") == null
                ? Optional.of("its load takes an engine and a registry, and none are named")
                : Optional.empty();
    }

    @Override
    public Measured run(Rig rig) throws Exception {
        var kills = Collections.nCopies(rig.pace().rounds(), ProcessFaults.kill(Kind.DOCKER_OPS));
        var verdict = new Chaos(new Plan(SEED, Duration.ofMinutes(1), kills, true), rig.progress()).run(rig.folder());
        var scores = new ArrayList<Score>();
        scores(scores, verdict, "detect", "until it is missed", Target.atMost(DETECTED));
        scores(scores, verdict, "failover", "until its work begins anew elsewhere", Target.atMost(BEGUN_ANEW));
        scores(scores, verdict, "recovered", "until every session can be read again", Target.none());
        scores.add(new Score(
                "lost, doubled or wrong, by the history's checker",
                "",
                List.of((double) verdict.anomalies().size()),
                Target.atMost(0)));
        var notes = new ArrayList<String>();
        verdict.broken().forEach(sentence -> notes.add("FAILED: " + sentence));
        return new Measured(List.of(), scores, notes, List.of());
    }

    private static void scores(List<Score> scores, Verdict verdict, String name, String words, Target target) {
        var times = verdict.injected().stream()
                .map(each -> each.outcome().measured().get(name))
                .filter(java.util.Objects::nonNull)
                .map(time -> time.toMillis() / 1e3)
                .toList();
        if (!times.isEmpty()) {
            scores.add(new Score(words, "s", times, target));
        }
    }
}

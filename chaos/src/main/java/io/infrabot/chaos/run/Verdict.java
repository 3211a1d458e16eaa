package io.infrabot.chaos.run;

import io.infrabot.chaos.checker.Anomaly;
import io.infrabot.chaos.checker.Evidence;
import io.infrabot.chaos.checker.Invocation;
import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.testkit.history.Ledgers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that a run has shown.
 *
 * @param skipped faults that could not be injected here, each with its reason
 * @param drained how long it took from the last request until everything had its end
 * @param surprises what happened to clients that no client expects
 */
public record Verdict(
        long seed,
        Duration took,
        List<Injected> injected,
        List<String> skipped,
        Evidence evidence,
        List<Anomaly> anomalies,
        Duration drained,
        List<String> surprises) {

    /** No anomaly, and every fault's own expectation met. */
    public boolean isClean() {
        return anomalies.isEmpty() && broken().isEmpty() && surprises.isEmpty();
    }

    /** How many faults were really injected. */
    public int faults() {
        return injected.size();
    }

    /** Expectations of faults that were not met. */
    public List<String> broken() {
        return sentences(Outcome::broken);
    }

    /** Goals of speed that were not reached: a figure, no failure. */
    public List<String> missed() {
        return sentences(Outcome::missed);
    }

    private List<String> sentences(Function<Outcome, List<String>> which) {
        return injected.stream()
                .flatMap(each -> which.apply(each.outcome()).stream()
                        .map(sentence -> sentence.startsWith(each.fault().id())
                                ? sentence
                                : each.fault().id() + ": " + sentence))
                .toList();
    }

    /** What was measured, by name, over all faults. */
    Map<String, Figures> figures() {
        var times = new TreeMap<String, List<Duration>>();
        for (var each : injected) {
            each.outcome().measured().forEach((name, time) -> {
                var plain = name.startsWith("exit of") ? "exit" : name;
                times.computeIfAbsent(plain, _ -> new ArrayList<>()).add(time);
                if (each.fault().id().startsWith("kill-")) {
                    times.computeIfAbsent(each.fault().id() + " " + plain, _ -> new ArrayList<>())
                            .add(time);
                }
            });
        }
        var figures = new TreeMap<String, Figures>();
        times.forEach((name, all) -> figures.put(name, Figures.of(all)));
        return figures;
    }

    /** How many attempts ended how; refusals by their code. */
    Map<String, Integer> attempts() {
        var counts = new TreeMap<String, Integer>();
        for (var attempt : evidence.attempts()) {
            counts.merge(words(attempt), 1, Integer::sum);
        }
        return counts;
    }

    private static String words(Invocation attempt) {
        var kind = attempt.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (attempt.result()) {
            case Result.Ok _ -> kind + " ok";
            case Result.Fail(var code) -> kind + " fail " + code;
            case Result.Unknown _ -> kind + " unknown";
        };
    }

    /** How many operations ended how; failures by their code. */
    public Map<String, Integer> operations() {
        var counts = new TreeMap<String, Integer>();
        Ledgers.of(evidence.history())
                .sessions()
                .values()
                .forEach(session ->
                        session.operations().values().forEach(each -> counts.merge(words(each), 1, Integer::sum)));
        return counts;
    }

    private static String words(Operation operation) {
        return operation.phase() instanceof Phase.Failed failed
                ? "FAILED " + failed.error().code()
                : operation.status().name();
    }

    /** Facts that do not count: repeats, and words of writers that were no longer the one. */
    int voids() {
        return Ledgers.of(evidence.history()).sessions().values().stream()
                .mapToInt(session -> session.uncounted().size())
                .sum();
    }
}

package io.infrabot.chaos.fault;

import io.infrabot.chaos.load.Ends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one injection.
 *
 * @param told what was really done, such as {@code killed docker-ops-2}
 * @param measured how long things took, by name: {@code detect}, {@code failover}, {@code recovered}, others
 * @param broken expectations of this fault that were not met, each a sentence; the history has its own checker
 * @param missed goals of speed that were not reached, each a sentence: on a busy machine nothing is wrong with that
 */
public record Outcome(String told, Map<String, Duration> measured, List<String> broken, List<String> missed) {

    private static final Duration DRAINED = Duration.ofSeconds(60);

    public Outcome {
        measured = new LinkedHashMap<>(measured);
        broken = List.copyOf(broken);
        missed = List.copyOf(missed);
    }

    public static Outcome of(String told) {
        return new Outcome(told, Map.of(), List.of(), List.of());
    }

    /** The same, told in other words. */
    public Outcome retold(String words) {
        return new Outcome(words, measured, broken, missed);
    }

    public Outcome measured(String name, Duration took) {
        var more = new LinkedHashMap<>(measured);
        more.put(name, took);
        return new Outcome(told, more, broken, missed);
    }

    /** As {@link #measured(String, Duration)}, and a miss where it took longer than {@code goal}. */
    public Outcome measured(String name, Duration took, Duration goal) {
        var outcome = measured(name, took);
        return took.compareTo(goal) <= 0
                ? outcome
                : outcome.missed("%s took %d ms, the goal is %d ms".formatted(name, took.toMillis(), goal.toMillis()));
    }

    /** The load must have ended, and every one that was taken must have succeeded. */
    public Outcome drained(Ends ends) {
        var outcome = measured("drain", ends.drain(), DRAINED);
        return ends.areOnly("SUCCEEDED")
                ? outcome
                : outcome.broken("operations that were taken ended as %s%s"
                        .formatted(ends.byStatus(), ends.stuck().isEmpty() ? "" : ", and stand " + ends.stuck()));
    }

    public Outcome broken(String sentence) {
        return new Outcome(told, measured, and(broken, sentence), missed);
    }

    public Outcome missed(String sentence) {
        return new Outcome(told, measured, broken, and(missed, sentence));
    }

    private static List<String> and(List<String> sentences, String another) {
        var more = new ArrayList<>(sentences);
        more.add(another);
        return more;
    }
}

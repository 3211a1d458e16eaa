package io.infrabot.bench.result;

import io.infrabot.bench.measure.Contest.Round;
import io.infrabot.bench.measure.Contest.Rounds;
import io.infrabot.bench.result.Target.Numbers;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure that is judged: the median of what the rounds came to.
 *
 * @param what such as {@code p95 ÷ (trivial REST + one hop)}
 * @param unit behind the number, such as {@code ×}; may be empty
 * @param rounds the figure of each round
 */
public record Score(String what, String unit, List<Double> rounds, Target target) {

    public Score {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(what + " has no rounds");
        }
    }

    /** A figure of every round. */
    public static Score of(
            String what, String unit, List<Round> rounds, ToDoubleFunction<Round> figure, Target target) {
        return new Score(what, unit, rounds.stream().map(figure::applyAsDouble).toList(), target);
    }

    /** How the 95th percentile of what InfraBot did stands to that of {@code other}. */
    public static Score ofP95(String what, Rounds rounds, String latency, String other, Target target) {
        return of(
                what, "×", rounds.warm(), round -> round.p95("InfraBot", latency) / round.p95(other, latency), target);
    }

    /** The median: no single bad second moves it. */
    public double value() {
        var sorted = rounds.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public boolean isHit() {
        return target.isHitBy(value());
    }

    /** {@code hit}, {@code MISS}, or {@code told} where there is no target. */
    public String verdict() {
        return target instanceof Target.None ? "told" : isHit() ? "hit" : "MISS";
    }

    /** The median, and from where to where the rounds went. */
    public String words() {
        var unitWords = unit.isEmpty() || unit.equals("×") ? unit : " " + unit;
        var median = Numbers.plain(value()) + unitWords;
        return rounds.size() == 1
                ? median
                : "%s (%s–%s)"
                        .formatted(
                                median,
                                Numbers.plain(rounds.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .min()
                                        .orElseThrow()),
                                Numbers.plain(rounds.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .max()
                                        .orElseThrow()));
    }
}

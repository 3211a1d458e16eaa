package io.infrabot.bench.result;

import io.infrabot.bench.measure.Contest.Round;
import io.infrabot.bench.measure.Contest.Rounds;
import io.infrabot.bench.measure.Latencies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The latencies of one subject over all rounds, in microseconds.
 *
 * @param subject whose, and until when, such as {@code InfraBot answered}
 * @param state cold: the first seconds of new processes; warm: all after
 */
public record Series(String subject, State state, long n, double p50, double p95, double p99) {

    /** How long the processes had been working. */
    public enum State {
        COLD,
        WARM
    }

    static Series of(String subject, State state, Latencies latencies) {
        return new Series(subject, state, latencies.n(), latencies.p50(), latencies.p95(), latencies.p99());
    }

    /** Every latency of every subject, cold and warm. */
    public static List<Series> of(Rounds rounds) {
        var series = new ArrayList<Series>();
        series.addAll(of(State.WARM, rounds.warm()));
        series.addAll(of(State.COLD, List.of(rounds.cold())));
        return series;
    }

    private static List<Series> of(State state, List<Round> rounds) {
        var sums = new LinkedHashMap<String, Latencies>();
        for (var round : rounds) {
            round.readings()
                    .forEach((subject, reading) -> reading.latencies()
                            .forEach((what, latencies) -> sums.computeIfAbsent(
                                            subject + " " + what, _ -> new Latencies())
                                    .add(latencies)));
        }
        return sums.entrySet().stream()
                .map(sum -> of(sum.getKey(), state, sum.getValue()))
                .toList();
    }
}

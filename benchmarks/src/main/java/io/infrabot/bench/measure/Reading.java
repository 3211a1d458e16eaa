package io.infrabot.bench.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one turn of one subject came to.
 *
 * @param latencies by what was waited for, such as {@code answered}
 * @param values other figures by their names
 * @param failed how many did not come to their end; a figure beside failures is none
 * @param why the first failure's words; empty where there was none
 */
public record Reading(
        Map<String, Latencies> latencies, Map<String, Double> values, Duration took, long failed, String why) {

    public static Reading of(String what, Latencies latencies) {
        return new Reading(Map.of(what, latencies), Map.of(), Duration.ZERO, 0, "");
    }

    public static Reading of(String what, double value) {
        return new Reading(Map.of(), Map.of(what, value), Duration.ZERO, 0, "");
    }

    public Reading in(Duration time) {
        return new Reading(latencies, values, time, failed, why);
    }

    public Reading failed(long count, String reason) {
        return new Reading(latencies, values, took, failed + count, why.isEmpty() ? reason : why);
    }

    public Reading and(String what, Latencies further) {
        return new Reading(with(latencies, what, further), values, took, failed, why);
    }

    public Reading and(String what, double value) {
        return new Reading(latencies, with(values, what, value), took, failed, why);
    }

    public Latencies latency(String what) {
        return Objects.requireNonNull(latencies.get(what), what);
    }

    public double value(String what) {
        return Objects.requireNonNull(values.get(what), what);
    }

    /** How many were done in a second. */
    public double perSecond(String what) {
        return latency(what).n() / (took.toNanos() / 1e9);
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        var more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}

package io.infrabot.chaos.run;

import java.time.Duration;
import java.util.List;

/** What n measurements come to. Timings are judged by the maximum, never by the mean. */
record Figures(int n, Duration p50, Duration p95, Duration max) {

    static Figures of(List<Duration> times) {
        var sorted = times.stream().sorted().toList();
        return new Figures(sorted.size(), at(sorted, 0.5), at(sorted, 0.95), sorted.getLast());
    }

    private static Duration at(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public String toString() {
        return "max %d ms, p95 %d ms, p50 %d ms, n=%d".formatted(max.toMillis(), p95.toMillis(), p50.toMillis(), n);
    }
}

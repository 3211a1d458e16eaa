package io.infrabot.bench.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long things took, each counted. Thread-safe for those who record. */
public final class Latencies {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);
    private static final int DIGITS = 3;

    private final Histogram histogram = new ConcurrentHistogram(LONGEST, DIGITS);

    /** Counts one; what took longer than five minutes counts as five minutes. */
    public void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 1, LONGEST));
    }

    /** Counts everything that {@code other} has counted, too. */
    public void add(Latencies other) {
        histogram.add(other.histogram);
    }

    public long n() {
        return histogram.getTotalCount();
    }

    /** The time in microseconds that {@code percent} of them did not exceed; 0 where nothing was counted. */
    public double micros(double percent) {
        return n() == 0 ? 0 : histogram.getValueAtPercentile(percent) / 1000.0;
    }

    public double p50() {
        return micros(50);
    }

    public double p95() {
        return micros(95);
    }

    public double p99() {
        return micros(99);
    }
}

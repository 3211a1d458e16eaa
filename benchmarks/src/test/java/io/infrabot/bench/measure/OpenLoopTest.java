package io.infrabot.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final ManualTicker time = new ManualTicker();

    @Test
    void sendsAtTheMomentsOfItsRate() throws Exception {
        var sent = new ArrayList<Long>();

        new OpenLoop(time, 100).run(Duration.ofMillis(50), List.of(_ -> sent.add(time.nanos() / MILLI)));

        assertThat(sent).containsExactly(0L, 10L, 20L, 30L, 40L);
    }

    @Test
    void whatIsSentLateIsMeasuredFromWhenItShouldHaveBeenSent() throws Exception {
        // ten times slower than the rate: the n-th has waited for all before it
        var reading = new OpenLoop(time, 100).run(Duration.ofMillis(50), List.of(_ -> time.pass(100 * MILLI)));

        var latencies = reading.latency("answered");
        assertThat(latencies.n()).isEqualTo(5);
        assertThat(latencies.micros(1)).isBetween(99_900.0, 100_100.0);
        assertThat(latencies.micros(100)).isBetween(459_500.0, 460_500.0);
    }

    @Test
    void aFailureIsCountedWithItsWordsAndHasNoLatency() throws Exception {
        var reading = new OpenLoop(time, 100).run(Duration.ofMillis(50), List.of(intended -> {
            if (intended == 20 * MILLI) {
                throw new IOException("no answer");
            }
        }));

        assertThat(reading.failed()).isEqualTo(1);
        assertThat(reading.why()).contains("no answer");
        assertThat(reading.latency("answered").n()).isEqualTo(4);
    }

    @Test
    void whoFallsTooFarBehindSendsNoMoreAndTheRestFails() throws Exception {
        var sent = new ArrayList<Long>();

        var reading = new OpenLoop(time, 100).run(Duration.ofMillis(50), List.of(_ -> {
            sent.add(time.nanos());
            time.pass(TimeUnit.SECONDS.toNanos(30));
        }));

        assertThat(sent).hasSize(1);
        assertThat(reading.failed()).isEqualTo(4);
        assertThat(reading.why()).contains("behind");
    }

    @Test
    void aRateMustBeAboveZero() {
        assertThatThrownBy(() -> new OpenLoop(time, 0)).hasMessageContaining("but is 0");
    }

    /** Passes only when it is waited for, or told. */
    private static final class ManualTicker implements Ticker {

        private long now;

        @Override
        public synchronized long nanos() {
            return now;
        }

        @Override
        public synchronized void until(long moment) {
            now = Math.max(now, moment);
        }

        synchronized void pass(long nanos) {
            now += nanos;
        }
    }
}

package io.infrabot.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends at fixed moments, whatever comes back. Whoever is free takes the next moment; where nobody is free the moment
 * passes, and the time that was lost counts: a latency is measured from when a thing should have been sent. Who falls
 * too far behind would go on for ever: then the moments that are left count as failed.
 */
public final class OpenLoop {

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How far behind, beyond twice the whole time. */
    private static final Duration TOO_FAR = Duration.ofSeconds(10);

    private final Ticker ticker;
    private final double perSecond;

    /** A loop of that many moments a second. */
    public OpenLoop(Ticker ticker, double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be above 0 a second, but is " + perSecond);
        }
        this.ticker = ticker;
        this.perSecond = perSecond;
    }

    /** Lets the senders send for {@code time}, each on a thread of its own, and returns when the last is done. */
    public Reading run(Duration time, List<? extends Sender> senders) throws InterruptedException {
        var begun = ticker.nanos();
        var count = Math.max(1, (long) (perSecond * time.toNanos() / NANOS));
        var moments = new Moments(begun, perSecond, count, TOO_FAR.plus(time.multipliedBy(2)));
        var tally = new Tally();
        var threads = new ArrayList<Thread>();
        for (var sender : senders) {
            threads.add(Thread.ofPlatform().daemon().start(() -> serve(moments, sender, tally)));
        }
        for (var thread : threads) {
            thread.join();
        }
        return tally.reading(Duration.ofNanos(ticker.nanos() - begun));
    }

    /** What one sender's thread does: moment after moment until none is left. */
    void serve(Moments moments, Sender sender, Tally tally) {
        for (var moment = moments.next(); moment.isPresent(); moment = moments.next()) {
            var intended = moment.getAsLong();
            ticker.until(intended);
            if (ticker.nanos() - intended > moments.tooFar().toNanos()) {
                tally.failed(new IllegalStateException("not sent: more than %d s behind"
                        .formatted(moments.tooFar().toSeconds())));
                continue;
            }
            try {
                sender.send(intended);
                tally.took(ticker.nanos() - intended);
            } catch (Exception e) {
                tally.failed(e);
            }
        }
    }

    /** When each is to be sent. */
    static final class Moments {

        private final long begun;
        private final double perSecond;
        private final long count;
        private final Duration tooFar;
        private final AtomicLong next = new AtomicLong();

        Moments(long begun, double perSecond, long count, Duration tooFar) {
            this.begun = begun;
            this.perSecond = perSecond;
            this.count = count;
            this.tooFar = tooFar;
        }

        OptionalLong next() {
            var number = next.getAndIncrement();
            return number < count ? OptionalLong.of(begun + (long) (number * NANOS / perSecond)) : OptionalLong.empty();
        }

        Duration tooFar() {
            return tooFar;
        }
    }

    /** What came of them, while they are counted. */
    static final class Tally {

        private final Latencies latencies = new Latencies();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicReference<String> why = new AtomicReference<>("");

        void took(long nanos) {
            latencies.record(nanos);
        }

        void failed(Exception e) {
            failed.incrementAndGet();
            why.compareAndSet("", e.toString());
        }

        Reading reading(Duration took) {
            return Reading.of("answered", latencies).in(took).failed(failed.get(), why.get());
        }
    }
}

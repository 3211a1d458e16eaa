package io.infrabot.session.boundary;

import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import io.infrabot.session.boundary.Standstill.Place;
import io.infrabot.session.writer.SimulatedLog;
import io.infrabot.tools.run.Reports;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The reports of a node on their way: each stands still until it is stored, then until its run learns of that. */
final class SentReports implements Reports {

    /** A report on its way; {@code waiter} is the run that waits until it is stored. */
    private static final class Sent {
        private final Report report;
        private final CompletableFuture<Void> stored = new CompletableFuture<>();
        private final @Nullable Thread waiter;
        private boolean isStored;

        private Sent(Report report, @Nullable Thread waiter) {
            this.report = report;
            this.waiter = waiter;
        }
    }

    private final SimulatedLog log;
    private final Standstill standstill;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Map<Thread, Report> lastWords = new ConcurrentHashMap<>();
    private boolean dead;

    SentReports(SimulatedLog log, Standstill standstill) {
        this.log = log;
        this.standstill = standstill;
    }

    @Override
    public synchronized CompletionStage<Void> send(Report report) {
        if (dead) {
            return CompletableFuture.failedFuture(new IllegalStateException("killed"));
        }
        var waits = standstill.isRun() && !(report instanceof Report.Final);
        var one = new Sent(report, waits ? Thread.currentThread() : null);
        sent.add(one);
        if (waits) {
            lastWords.put(Thread.currentThread(), report);
            standstill.waitsAt(Place.REPORT);
        }
        return one.stored;
    }

    @Override
    public void send(Progress progress) {
        // not looked at here
    }

    /** What the run on the calling thread has said last. */
    @Nullable
    Report lastWord() {
        return lastWords.get(Thread.currentThread());
    }

    /** The report that stands first; see {@link #store} and {@link #acknowledge}. */
    synchronized @Nullable Report next() {
        return sent.isEmpty() ? null : sent.element().report;
    }

    synchronized boolean isNextStored() {
        return !sent.isEmpty() && sent.element().isStored;
    }

    synchronized void store() {
        var first = sent.element();
        first.isStored = true;
        log.tell(first.report);
    }

    void acknowledge() {
        Sent first;
        synchronized (this) {
            first = sent.remove();
        }
        if (first.waiter != null) {
            standstill.wake(first.waiter);
        }
        first.stored.complete(null);
    }

    /**
     * From now on nothing is sent.
     *
     * @return what may still arrive of what was on the wire
     */
    synchronized List<Runnable> die() {
        dead = true;
        var late = new ArrayList<Runnable>();
        sent.stream().filter(each -> !each.isStored).forEach(each -> late.add(() -> log.tell(each.report)));
        return late;
    }

    /** Lets every run go on that waits here, in vain. */
    void release() {
        sent.forEach(each -> each.stored.completeExceptionally(new IllegalStateException("killed")));
    }
}

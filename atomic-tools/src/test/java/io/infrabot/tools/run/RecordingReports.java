package io.infrabot.tools.run;

import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Stores every report at once, and lets a test wait for one. */
public final class RecordingReports implements Reports {

    private static final long PATIENCE_MILLIS = 10_000;

    private final List<Report> reports = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();

    @Override
    public synchronized CompletionStage<Void> send(Report report) {
        reports.add(report);
        notifyAll();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void send(Progress said) {
        progress.add(said);
        notifyAll();
    }

    public synchronized List<Report> all() {
        return List.copyOf(reports);
    }

    public synchronized List<Progress> progress() {
        return List.copyOf(progress);
    }

    public synchronized List<Report.Final> ends() {
        return reports.stream()
                .filter(Report.Final.class::isInstance)
                .map(Report.Final.class::cast)
                .toList();
    }

    public Report.Final awaitEnd() {
        return (Report.Final) await(Report.Final.class::isInstance);
    }

    public synchronized Report await(Predicate<Report> wanted) {
        var deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (reports.stream().noneMatch(wanted)) {
            var left = deadline - System.currentTimeMillis();
            if (left <= 0) {
                throw new AssertionError("not reported; what was: " + reports);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return reports.stream().filter(wanted).findFirst().orElseThrow();
    }
}

package io.infrabot.tools.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes when a test says so; what is due runs on the test's thread. */
public final class ManualTime implements NodeTime {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private record Task(long due, Runnable run) {}

    private final List<Task> tasks = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized Instant now() {
        return NOON.plusNanos(nanos);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Pending after(Duration delay, Runnable run) {
        var task = new Task(nanos + delay.toNanos(), run);
        tasks.add(task);
        notifyAll();
        return () -> forget(task);
    }

    /** Waits until another thread has something to do in exactly {@code delay}. */
    public synchronized void awaitTaskIn(Duration delay) throws InterruptedException {
        while (tasks.stream().noneMatch(task -> task.due() == nanos + delay.toNanos())) {
            wait();
        }
    }

    /** Lets {@code duration} pass, task by task. */
    public void pass(Duration duration) {
        var end = nanos() + duration.toNanos();
        for (var next = nextUntil(end); next.isPresent(); next = nextUntil(end)) {
            next.get().run().run();
        }
        setTo(end);
    }

    private synchronized Optional<Task> nextUntil(long end) {
        var next = tasks.stream().filter(task -> task.due() <= end).min(Comparator.comparingLong(Task::due));
        next.ifPresent(task -> {
            tasks.remove(task);
            nanos = Math.max(nanos, task.due());
        });
        return next;
    }

    private synchronized void setTo(long end) {
        nanos = Math.max(nanos, end);
    }

    private synchronized void forget(Task task) {
        tasks.remove(task);
    }
}

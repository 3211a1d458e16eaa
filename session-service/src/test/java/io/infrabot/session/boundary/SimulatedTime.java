package io.infrabot.session.boundary;

import io.infrabot.tools.run.NodeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The one time of the world; it passes when told to, and what is due runs on the thread that lets it pass. */
final class SimulatedTime implements NodeTime {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofMillis(250);

    private record Task(long due, long order, Runnable run) {}

    private final AtomicLong nanos = new AtomicLong();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
    private long order;
    private int ticks;

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public synchronized Pending after(Duration delay, Runnable run) {
        var task = new Task(nanos.get() + delay.toNanos(), order++, run);
        tasks.add(task);
        return () -> forget(task);
    }

    /** Lets a tick of time pass, task by task; calls {@code afterEach} when one is done. */
    void tick(Runnable afterEach) {
        ticks++;
        var end = nanos.get() + TICK.toNanos();
        for (var next = nextUntil(end); next != null; next = nextUntil(end)) {
            nanos.set(Math.max(nanos.get(), next.due()));
            next.run().run();
            afterEach.run();
        }
        nanos.set(end);
    }

    /** How many ticks have passed. */
    int ticks() {
        return ticks;
    }

    private synchronized @org.jspecify.annotations.Nullable Task nextUntil(long end) {
        var next = tasks.peek();
        return next == null || next.due() > end ? null : tasks.poll();
    }

    private synchronized void forget(Task task) {
        tasks.remove(task);
    }
}

package io.infrabot.tools.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time of this machine. */
public final class SystemTime implements NodeTime, AutoCloseable {

    private final InstantSource clock = InstantSource.system();
    private final ScheduledThreadPoolExecutor scheduler;

    public SystemTime() {
        scheduler = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("node-time").daemon().factory());
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        if (scheduler.isShutdown()) {
            return () -> {};
        }
        var future = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}

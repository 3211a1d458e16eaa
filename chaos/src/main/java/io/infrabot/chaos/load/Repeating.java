package io.infrabot.chaos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Steps that are repeated, each on a thread of its own with a pause after every turn, until they are stopped. */
final class Repeating {

    private final long pauseNanos;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Repeating(Duration pause) {
        pauseNanos = pause.toNanos();
    }

    void start(Runnable step) {
        threads.add(Thread.ofVirtual().start(() -> {
            while (!stopped) {
                step.run();
                pause();
            }
        }));
    }

    boolean isStopped() {
        return stopped;
    }

    void pause() {
        LockSupport.parkNanos(pauseNanos);
    }

    /** Returns when each has ended the turn that it was in. */
    void stop() {
        stopped = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}

package io.infrabot.session.boundary;

import io.infrabot.events.RunId;
import io.infrabot.tools.run.WorkIntake;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Knows when every lane of a node stands still, so that runs on real threads can be driven step by step: each place where
 * a run may wait says so here before it waits, and whoever ends the waiting says so before it does.
 */
final class Standstill {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /** Where a run waits. */
    enum Place {
        MOVING,
        REPORT,
        ENGINE,
        PAUSE,
        FENCE
    }

    private record Stand(RunId run, Place place) {}

    private final Map<Thread, Stand> runs = new HashMap<>();

    synchronized void began(RunId run) {
        runs.put(Thread.currentThread(), new Stand(run, Place.MOVING));
        notifyAll();
    }

    synchronized void ended() {
        runs.remove(Thread.currentThread());
        notifyAll();
    }

    /** The calling thread is about to wait. */
    synchronized void waitsAt(Place place) {
        runs.computeIfPresent(Thread.currentThread(), (_, stand) -> new Stand(stand.run(), place));
        notifyAll();
    }

    /** Whether the calling thread is one of a run. */
    synchronized boolean isRun() {
        return runs.containsKey(Thread.currentThread());
    }

    /** The waiting of {@code thread} is about to end. */
    synchronized void wake(Thread thread) {
        runs.computeIfPresent(thread, (_, stand) -> new Stand(stand.run(), Place.MOVING));
    }

    /** The waiting of every run at {@code place} is about to end, or to begin anew. */
    synchronized void wakeAt(Place place) {
        wakeWhere(stand -> stand.place() == place);
    }

    /** The run is about to be told to stop; a report on its way is not interrupted. */
    synchronized void wakeToStop(RunId run) {
        wakeWhere(stand -> stand.run().equals(run) && stand.place() != Place.REPORT);
    }

    private void wakeWhere(Predicate<Stand> which) {
        runs.replaceAll((_, stand) -> which.test(stand) ? new Stand(stand.run(), Place.MOVING) : stand);
    }

    /** Waits until no run moves and every lane that could begin one has. */
    void await(WorkIntake node) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            var open = awaitStanding(deadline);
            var isQuiet = node.lanes().values().stream()
                    .allMatch(lane -> lane.used() == open && (lane.queued() == 0 || lane.used() == lane.slots()));
            if (isQuiet) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the lanes do not stand still: " + node.lanes() + ", " + runs);
            }
            Thread.onSpinWait();
        }
    }

    private synchronized int awaitStanding(long deadline) {
        while (runs.values().stream().anyMatch(stand -> stand.place() == Place.MOVING)) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException("a run moves for too long: " + runs);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return runs.size();
    }
}

package io.infrabot.tools.run;

import io.infrabot.events.Beat;
import io.infrabot.tools.run.FairQueue.Offer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A group of slots with the queue before it. Slots are platform threads: there are few of them, and only a platform
 * thread knows its own processor time and allocations, which every operation is charged with.
 */
final class Lane {

    private final String name;
    private final LaneSize size;
    private final List<String> types;
    private final FairQueue<HeldRun> queue = new FairQueue<>();
    private int used;
    private boolean closed;

    Lane(String name, LaneSize size, List<String> types) {
        this.name = name;
        this.size = size;
        this.types = types;
    }

    /** Starts the slots; each runs one run after another with {@code work}, which never throws. */
    void start(Consumer<HeldRun> work) {
        for (int slot = 1; slot <= size.slots(); slot++) {
            Thread.ofPlatform().name("lane-" + name + "-" + slot).daemon().start(() -> runAll(work));
        }
    }

    /** Takes {@code run} in where there is room or where it is another's turn to give way; never into a closed lane. */
    synchronized Offer<HeldRun> offer(HeldRun run) {
        if (closed) {
            return new Offer.Refused<>();
        }
        // A free slot holds no place in the queue, so what waits for a thread that is about to wake is not "waiting".
        var room = size.queueCapacity() + size.slots() - used;
        var offer = queue.offer(teamOf(run), sessionOf(run), run, room);
        notify();
        return offer;
    }

    /** Takes {@code run} out again; false: it has started, or was never here. */
    synchronized boolean remove(HeldRun run) {
        return queue.remove(teamOf(run), sessionOf(run), run);
    }

    /** Starts nothing more; what runs goes on. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized Beat.Lane state() {
        return new Beat.Lane(size.slots(), used, queue.size(), size.queueCapacity(), types);
    }

    private void runAll(Consumer<HeldRun> work) {
        for (var next = next(); next.isPresent(); next = next()) {
            try {
                work.accept(next.get());
            } catch (RuntimeException | Error e) {
                System.getLogger(Lane.class.getName()).log(System.Logger.Level.ERROR, "a slot survived a bug", e);
            } finally {
                release();
            }
        }
    }

    private synchronized Optional<HeldRun> next() {
        while (!closed && queue.size() == 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                // meant for a run that is over; a lane ends by being closed
            }
        }
        if (closed) {
            return Optional.empty();
        }
        var next = queue.poll();
        used++;
        return next;
    }

    private synchronized void release() {
        used--;
    }

    private static String teamOf(HeldRun run) {
        return run.work().team();
    }

    private static String sessionOf(HeldRun run) {
        return run.work().sessionId().value();
    }
}

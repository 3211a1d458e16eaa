package io.infrabot.session.boundary;

import io.infrabot.events.Report;
import io.infrabot.session.boundary.Standstill.Place;
import io.infrabot.tools.run.Fence;
import io.infrabot.tools.run.NodeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The world's time, as long as the node lives. A run that asks for something later pauses between two attempts. */
final class NodeClock implements NodeTime {

    private final SimulatedTime time;
    private final SentReports reports;
    private final Standstill standstill;
    private final List<Runnable> pauses = new ArrayList<>();
    private volatile boolean dead;
    private volatile long lastAcknowledged;

    NodeClock(SimulatedTime time, SentReports reports, Standstill standstill) {
        this.time = time;
        this.reports = reports;
        this.standstill = standstill;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public Pending after(Duration delay, Runnable task) {
        var thread = Thread.currentThread();
        var isPause = reports.lastWord() instanceof Report.AttemptFailed;
        if (!isPause) {
            return time.after(delay, () -> {
                if (!dead) {
                    task.run();
                }
            });
        }
        synchronized (this) {
            pauses.add(task);
            if (dead) {
                task.run();
            }
        }
        var pending = time.after(delay, () -> {
            standstill.wake(thread);
            task.run();
        });
        standstill.waitsAt(Place.PAUSE);
        return pending;
    }

    /** A beat that was sent at {@code sentAt} is stored: whoever waits at the fence may look again. */
    void acknowledged(long sentAt) {
        lastAcknowledged = sentAt;
        standstill.wakeAt(Place.FENCE);
    }

    /** It fires no more; only who pauses is still told, see {@link #release}. */
    void die() {
        dead = true;
    }

    /** Ends every pause. */
    void release() {
        List<Runnable> before;
        synchronized (this) {
            before = List.copyOf(pauses);
        }
        before.forEach(Runnable::run);
    }

    /** For the fence alone: a run that finds it closed waits there. Open for the dead, so that their threads end. */
    NodeTime ofFence() {
        return new NodeTime() {
            @Override
            public Instant now() {
                return NodeClock.this.now();
            }

            @Override
            public long nanos() {
                if (dead) {
                    return 0;
                }
                if (time.nanos() - lastAcknowledged > Fence.LIMIT.toNanos()) {
                    standstill.waitsAt(Place.FENCE);
                }
                return time.nanos();
            }

            @Override
            public Pending after(Duration delay, Runnable task) {
                return NodeClock.this.after(delay, task);
            }
        };
    }
}

package io.infrabot.session.live;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader. Bounded, by count and by bytes: of what coalesces only the newest is kept, and a reader that
 * lets too much pile up is let go; it comes back with its last id and misses nothing. Any thread may put; a slow reader
 * blocks nobody.
 */
public final class Mailbox {

    /** The most frames that wait, besides those bounds that go by bytes. */
    static final int MAX_WAITING = 256;

    /** How often a patient writer looks whether there is room, in milliseconds. */
    private static final long PATIENCE_MS = 250;

    private final MultiEmitter<? super Frame> reader;
    private final Executor carrier;
    private final StreamBudget budget;
    private final StreamBudget.Account account;
    private final long most;
    private final Map<Object, Frame> waiting = new LinkedHashMap<>();
    private long sequence;
    private long waitingBytes;
    private long onItsWay;
    private long beside;
    private boolean ended;
    private boolean abandoned;
    private boolean carrying;
    private boolean completed;

    /**
     * A mailbox for {@code reader}, which is told only as fast as it asks: it asks for the next when it has the last.
     *
     * @param carrier encodes and sends: not the business of the writer who tells
     * @param client  whose bounds count
     * @param cutOff  breaks the connection of a reader who has to go at once
     */
    public Mailbox(
            MultiEmitter<? super Frame> reader, Executor carrier, StreamBudget budget, String client, Runnable cutOff) {
        this.reader = reader;
        this.carrier = carrier;
        this.budget = budget;
        this.most = budget.mostOfReader();
        this.account = budget.open(client, () -> {
            abandon();
            cutOff.run();
        });
        reader.onRequest(_ -> asked());
    }

    /** Puts a frame; ignored once the stream has ended. */
    public void put(Frame frame) {
        synchronized (this) {
            if (!ended && !take(frame)) {
                // what waits is still delivered: the reader comes back from where it got to
                ended = true;
            }
        }
        carry();
    }

    /** Puts a frame once there is room: for what is read from the past, on a thread that may wait. */
    public void putPatiently(Frame frame) {
        await(() -> take(frame));
        carry();
    }

    /** Puts the last frame. */
    public void end(Frame last) {
        put(last);
        letGo();
    }

    /** Puts the last frame once there is room. */
    public void endPatiently(Frame last) {
        putPatiently(last);
        letGo();
    }

    /** Lets the reader go after what waits, without an end: it comes back with its last id. */
    public void letGo() {
        synchronized (this) {
            ended = true;
        }
        carry();
    }

    /** Lets the reader go now, with nothing of what waits. */
    public synchronized void abandon() {
        ended = true;
        abandoned = true;
        waiting.clear();
        account.close();
        notifyAll();
    }

    /** What is held for this reader beside its frames, from now on; waits for room. */
    public synchronized void hold(long bytes) {
        if (bytes < beside) {
            account.release(beside - bytes);
            beside = bytes;
        }
        await(() -> bytes <= beside || grow(bytes));
    }

    private boolean grow(long bytes) {
        if (!account.hold(bytes - beside)) {
            return false;
        }
        beside = bytes;
        account.taken();
        return true;
    }

    /** Whether nothing more needs to be put. */
    public synchronized boolean isOver() {
        return ended || reader.isCancelled();
    }

    /** Whether something has waited for so long, and nothing was taken. */
    public synchronized boolean isStalled(long nanos) {
        return waitingBytes + onItsWay > 0 && account.isStalled(nanos);
    }

    /** Waits until {@code done}, or until nobody wants it any more. */
    private synchronized void await(BooleanSupplier done) {
        try {
            while (!isOver() && !done.getAsBoolean()) {
                wait(PATIENCE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }

    private boolean take(Frame frame) {
        var place = frame.coalesce() == null ? (Object) sequence++ : frame.coalesce();
        // not in the place of the older one: what was told in between may be what it rests upon
        drop(waiting.remove(place));
        var isRoom = waiting.size() < MAX_WAITING && (waiting.isEmpty() || waitingBytes + frame.weight() <= most);
        if (!isRoom || !account.hold(frame.weight())) {
            // of what coalesces the next one is as good
            return frame.coalesce() != null;
        }
        waiting.put(place, frame);
        waitingBytes += frame.weight();
        return true;
    }

    private void drop(@Nullable Frame replaced) {
        if (replaced != null) {
            waitingBytes -= replaced.weight();
            account.release(replaced.weight());
        }
    }

    /** The reader asks for more, so that it has what was sent. */
    private void asked() {
        synchronized (this) {
            account.release(onItsWay);
            account.taken();
            onItsWay = 0;
            notifyAll();
        }
        carry();
    }

    private void carry() {
        synchronized (this) {
            if (carrying) {
                return;
            }
            carrying = true;
        }
        carrier.execute(this::carryAll);
    }

    private void carryAll() {
        while (true) {
            Frame next;
            synchronized (this) {
                if (waiting.isEmpty() || reader.isCancelled() || reader.requested() <= 0) {
                    carrying = false;
                    if (!isToComplete()) {
                        return;
                    }
                    completed = true;
                    break;
                }
                var first = waiting.entrySet().iterator();
                next = first.next().getValue();
                first.remove();
                waitingBytes -= next.weight();
                onItsWay += next.weight();
                notifyAll();
            }
            budget.encode(next.weight(), () -> reader.emit(next));
        }
        reader.complete();
    }

    /** One that was abandoned is cut off: it must not look like one that has ended. */
    private boolean isToComplete() {
        return ended && !abandoned && !completed && waiting.isEmpty() && !reader.isCancelled();
    }
}

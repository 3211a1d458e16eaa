package io.infrabot.session.live;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What waits for one reader. Bounded: of what coalesces only the newest is kept, and a reader that lets too many changes
 * pile up is let go; it comes back with its last id and misses nothing. Any thread may put; a slow reader blocks nobody.
 */
public final class Mailbox {

    private static final int MAX_WAITING = 256;

    /** How often a patient writer looks whether its reader has gone, in milliseconds. */
    private static final long PATIENCE_MS = 1_000;

    private final MultiEmitter<? super Frame> reader;
    private final Map<Object, Frame> waiting = new LinkedHashMap<>();
    private long sequence;
    private boolean ended;

    /** A mailbox for {@code reader}, which is told only as fast as it asks. */
    public Mailbox(MultiEmitter<? super Frame> reader) {
        this.reader = reader;
        reader.onRequest(_ -> drain());
    }

    /** Puts a frame; ignored once the stream has ended. */
    public void put(Frame frame) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (waiting.size() >= MAX_WAITING) {
                // what waits is still delivered: the reader comes back from where it got to
                ended = true;
            } else {
                var place = frame.coalesce() == null ? (Object) sequence++ : frame.coalesce();
                // not in the place of the older one: what was told in between may be what it rests upon
                waiting.remove(place);
                waiting.put(place, frame);
            }
        }
        drain();
    }

    /** Puts a frame once there is room: for what is read from the past, on a thread that may wait. */
    public void putPatiently(Frame frame) {
        synchronized (this) {
            try {
                while (waiting.size() >= MAX_WAITING / 2 && !ended && !reader.isCancelled()) {
                    wait(PATIENCE_MS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        put(frame);
    }

    /** Puts the last frame. */
    public void end(Frame last) {
        synchronized (this) {
            if (ended) {
                return;
            }
            waiting.put(sequence++, last);
            ended = true;
        }
        drain();
    }

    /** Lets the reader go after what waits, without an end: it comes back with its last id. */
    public void letGo() {
        synchronized (this) {
            ended = true;
        }
        drain();
    }

    private synchronized void drain() {
        while (!reader.isCancelled() && reader.requested() > 0 && !waiting.isEmpty()) {
            var first = waiting.entrySet().iterator();
            var frame = first.next().getValue();
            first.remove();
            reader.emit(frame);
            notifyAll();
        }
        if (ended && waiting.isEmpty() && !reader.isCancelled()) {
            reader.complete();
        }
    }
}

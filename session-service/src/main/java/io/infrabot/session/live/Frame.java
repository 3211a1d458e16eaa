package io.infrabot.session.live;

import org.jspecify.annotations.Nullable;

/**
 * One message to a reader of a live stream.
 *
 * @param id       position in the history; null for what is not in the history
 * @param coalesce frames with the same key replace one another while they wait; null for what must be delivered
 * @param weight   about how many bytes it holds while it waits
 */
public record Frame(
        @Nullable Long id,
        String event,
        @Nullable Object data,
        @Nullable String coalesce,
        long weight) {

    /** Keeps the connection alive and says nothing. */
    public static final Frame HEARTBEAT = new Frame(null, "", null, "heartbeat", 64);

    /** Something that the reader must not miss. */
    public static Frame change(long position, String event, Object data, long weight) {
        return new Frame(position, event, data, null, weight);
    }

    /** Something that a newer one of the same key makes worthless. */
    public static Frame latest(String event, Object data, String key, long weight) {
        return new Frame(null, event, data, key, weight);
    }
}

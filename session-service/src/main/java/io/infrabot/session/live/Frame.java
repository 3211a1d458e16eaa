package io.infrabot.session.live;

import org.jspecify.annotations.Nullable;

/**
 * One message to a reader of a live stream.
 *
 * @param id       position in the history; null for what is not in the history
 * @param coalesce frames with the same key replace one another while they wait; null for what must be delivered
 */
public record Frame(
        @Nullable Long id,
        String event,
        @Nullable Object data,
        @Nullable String coalesce) {

    /** Keeps the connection alive and says nothing. */
    public static final Frame HEARTBEAT = new Frame(null, "", null, "heartbeat");

    /** Something that the reader must not miss. */
    public static Frame change(long position, String event, Object data) {
        return new Frame(position, event, data, null);
    }

    /** Something that a newer one of the same key makes worthless. */
    public static Frame latest(String event, Object data, String key) {
        return new Frame(null, event, data, key);
    }
}

package io.infrabot.chaos.checker;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one reader of a session's live stream saw, over all its connections.
 *
 * @param toTheEnd whether it was there until the end, so that it must have seen the last change, too
 */
public record Stream(String reader, SessionId session, List<Seen> seen, boolean toTheEnd) {

    public Stream {
        seen = List.copyOf(seen);
    }

    /** One event. */
    public sealed interface Seen {

        /** What every connection begins with: where the session stands, or stood for this reader. */
        record Snapshot(long position) implements Seen {}

        /**
         * A change that stands in the history.
         *
         * @param operation absent where the change is one of the session itself
         * @param attempt of the operation
         * @param over whether the operation has reached its end
         */
        record Changed(long position, @Nullable OperationId operation, int attempt, boolean over) implements Seen {}

        /** How far an operation is, from 0 to 1. */
        record Advanced(OperationId operation, double fraction) implements Seen {}
    }
}

package io.infrabot.chaos.checker;

import io.infrabot.events.OperationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an operation's effect outside of our code.
 *
 * @param count how often the engine, or the counter, did it
 * @param present whether it is there now; absent where that cannot be asked
 * @param last when it was done last, by the clock of whoever did it; absent where it does not say
 */
public record Effect(
        OperationId operation,
        Kind kind,
        int count,
        @Nullable Boolean present,
        @Nullable Instant last) {

    /** Whether doing it again would be a second effect. */
    public enum Kind {
        /** At most once, whatever happens. */
        ONCE,
        /** At most once an attempt. */
        REPEATABLE
    }
}

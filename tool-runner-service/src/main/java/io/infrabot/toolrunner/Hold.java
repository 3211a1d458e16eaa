package io.infrabot.toolrunner;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The argument 'holdMs' of tools that serve to watch the system: for how long a run keeps its slot. */
final class Hold {

    private static final int LONGEST_MS = 600_000;

    private Hold() {}

    /** The argument's JSON Schema. */
    static Map<String, Object> schema() {
        return Map.of(
                "type",
                "integer",
                "minimum",
                0,
                "maximum",
                LONGEST_MS,
                "description",
                "how long it holds its slot, in milliseconds");
    }

    /** The time that was asked for: none where nothing was. */
    static Duration of(@Nullable Integer holdMs) {
        if (holdMs == null) {
            return Duration.ZERO;
        }
        if (holdMs < 0 || holdMs > LONGEST_MS) {
            throw new IllegalArgumentException("holdMs must be 0 to " + LONGEST_MS + ", but is " + holdMs);
        }
        return Duration.ofMillis(holdMs);
    }
}

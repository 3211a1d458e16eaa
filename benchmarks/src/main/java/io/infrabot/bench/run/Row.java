package io.infrabot.bench.run;

import io.infrabot.bench.result.Outcome;
import java.time.Duration;

/**
 * A benchmark that was run.
 *
 * @param loadBefore of the machine, over the minute before it began
 */
public record Row(String name, String what, Outcome outcome, Duration took, double loadBefore, double loadAfter) {

    /** Whether it was measured, nothing in it failed, and its targets were hit. */
    boolean isBroken() {
        return switch (outcome) {
            case Outcome.Measured measured -> measured.hasFailures();
            case Outcome.NotComparable _ -> false;
            case Outcome.Broken _ -> true;
        };
    }
}

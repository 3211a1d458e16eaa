package io.infrabot.tools.run;

import io.infrabot.events.Usage;
import java.time.Duration;
import java.time.Instant;

/**
 * What one tool has done on this node since it started (R0.27).
 *
 * @param executions    ended runs, however they ended
 * @param succeeded     those of them that succeeded
 * @param totalDuration their wall time, added up
 * @param used          what they used, added up
 * @param throughput    ended runs a second since the node started
 */
public record ToolPerformance(
        String type,
        long executions,
        long succeeded,
        Duration totalDuration,
        Usage used,
        Instant lastExecution,
        double throughput) {

    public Duration averageDuration() {
        return executions == 0 ? Duration.ZERO : totalDuration.dividedBy(executions);
    }

    /** 0.0 to 1.0; 1.0 before the first run. */
    public double successRate() {
        return executions == 0 ? 1.0 : (double) succeeded / executions;
    }

    public double errorRate() {
        return 1.0 - successRate();
    }
}

package io.infrabot.tools.service;

import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.Work.StartRun;
import io.infrabot.tools.run.PerformanceLog;
import io.infrabot.tools.run.RunObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/** Counts and times runs, under the names of the seeds (R0.43, R0.45). */
@Singleton
final class RunMetrics implements RunObserver {

    /** R0.43: 0.001 to 120 s. */
    private static final Duration[] BUCKETS = DoubleStream.of(
                    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
            .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Observation began(StartRun work) {
        var docker = work.type().startsWith("docker.");
        var count = docker ? "infrabot.mcp.docker.operations" : "infrabot.mcp.tool.executions";
        var duration = docker ? "infrabot.mcp.docker.operation.duration" : "infrabot.mcp.tool.execution.duration";
        var operation = work.type().substring(work.type().indexOf('.') + 1);
        return new Observation() {
            @Override
            public void attemptFailed(OperationError error, boolean retried) {
                registry.counter(count + ".errors", "operation", operation, "code", error.code())
                        .increment();
                if (retried) {
                    registry.counter("infrabot.mcp.retry.attempts", "operation", work.type())
                            .increment();
                }
            }

            @Override
            public void ended(Report.Final end) {
                registry.counter(count, "operation", operation, "status", statusOf(end))
                        .increment();
                Timer.builder(duration)
                        .tags("operation", operation)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry)
                        .record(PerformanceLog.usageOf(end).wallTime());
            }
        };
    }

    static String statusOf(Report.Final end) {
        return switch (end) {
            case Report.Succeeded _ -> "succeeded";
            case Report.Failed _ -> "failed";
            case Report.Cancelled _ -> "cancelled";
            case Report.Declined _ -> "declined";
        };
    }
}

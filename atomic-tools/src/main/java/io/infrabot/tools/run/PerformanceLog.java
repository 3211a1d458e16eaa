package io.infrabot.tools.run;

import io.infrabot.events.Report;
import io.infrabot.events.Usage;
import io.infrabot.events.Work.StartRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Adds up what each tool does on this node. */
public final class PerformanceLog implements RunObserver {

    private record Sum(long executions, long succeeded, Usage used, Instant last) {}

    private final Map<String, Sum> sums = new ConcurrentHashMap<>();
    private final NodeTime time;
    private final long since;

    public PerformanceLog(NodeTime time) {
        this.time = time;
        this.since = time.nanos();
    }

    @Override
    public Observation began(StartRun work) {
        return new Observation() {
            @Override
            public void ended(Report.Final end) {
                var one = new Sum(1, end instanceof Report.Succeeded ? 1 : 0, usageOf(end), end.at());
                sums.merge(work.type(), one, PerformanceLog::add);
            }
        };
    }

    /** One entry a tool that has run, by type. */
    public List<ToolPerformance> snapshot() {
        var seconds = Math.max(1e-9, (time.nanos() - since) / 1e9);
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> view(it.getKey(), it.getValue(), seconds))
                .toList();
    }

    /** What a run that ended like this has used. */
    public static Usage usageOf(Report.Final end) {
        return switch (end) {
            case Report.Succeeded it -> it.usage();
            case Report.Failed it -> it.usage();
            case Report.Cancelled it -> it.usage();
            case Report.Declined _ -> new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0);
        };
    }

    private static ToolPerformance view(String type, Sum sum, double seconds) {
        return new ToolPerformance(
                type,
                sum.executions(),
                sum.succeeded(),
                sum.used().wallTime(),
                sum.used(),
                sum.last(),
                sum.executions() / seconds);
    }

    private static Sum add(Sum a, Sum b) {
        return new Sum(
                a.executions() + b.executions(), a.succeeded() + b.succeeded(), add(a.used(), b.used()), b.last());
    }

    private static Usage add(Usage a, Usage b) {
        return new Usage(
                a.wallTime().plus(b.wallTime()),
                a.cpuTime().plus(b.cpuTime()),
                a.allocatedBytes() + b.allocatedBytes(),
                a.networkReceivedBytes() + b.networkReceivedBytes(),
                a.networkSentBytes() + b.networkSentBytes());
    }
}

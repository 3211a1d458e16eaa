package io.infrabot.tools.service;

import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.Work.StartRun;
import io.infrabot.service.log.LogKey;
import io.infrabot.service.log.LogKeys;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.PerformanceLog;
import io.infrabot.tools.run.RunObserver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Makes each run a span of the trace that its work came with (R0.31, R0.49), and puts its ids on what is logged. */
@Singleton
final class RunTrace implements RunObserver {

    private static final Logger LOG = Logger.getLogger(RunTrace.class);

    private final Tracer tracer;
    private final NodeIdentity identity;

    RunTrace(OpenTelemetry telemetry, NodeIdentity identity) {
        this.tracer = telemetry.getTracer("io.infrabot.tools");
        this.identity = identity;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed with the observation, on this thread
    public Observation began(StartRun work) {
        var span = tracer.spanBuilder(work.type())
                .setAttribute("session.id", work.sessionId().value())
                .setAttribute("operation.id", work.operationId().value())
                .setAttribute("operation.type", work.type())
                .setAttribute("team.name", work.team())
                .setAttribute("node.id", identity.node().value())
                .startSpan();
        var scope = span.makeCurrent();
        var keys = LogKeys.with(LogKey.OPERATION, work.operationId())
                .and(LogKey.SESSION, work.sessionId())
                .and(LogKey.RUN, work.run())
                .and(LogKey.NODE, identity.node());
        return new Observation() {
            @Override
            public void attemptFailed(OperationError error, boolean retried) {
                span.addEvent("attempt failed: " + error.code());
                LOG.warnf("%s: an attempt failed, %s: %s", work.type(), error.code(), error.message());
            }

            @Override
            public void ended(Report.Final end) {
                var used = PerformanceLog.usageOf(end);
                span.setAttribute("resource.usage.cpu_ms", used.cpuTime().toMillis());
                span.setAttribute("resource.usage.allocated_bytes", used.allocatedBytes());
                span.setAttribute("resource.usage.received_bytes", used.networkReceivedBytes());
                span.setAttribute("resource.usage.sent_bytes", used.networkSentBytes());
                if (end instanceof Report.Failed failed) {
                    span.setStatus(StatusCode.ERROR, failed.error().code());
                }
                // each operation's end stands in its history; here it would be most of the log
                LOG.debugf(
                        "%s %s in %d ms",
                        work.type(), RunMetrics.statusOf(end), used.wallTime().toMillis());
            }

            @Override
            public void close() {
                scope.close();
                span.end();
                keys.close();
            }
        };
    }
}

package io.infrabot.tools.kafka;

import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.tools.run.NodeTime;
import io.infrabot.tools.run.Reports;
import io.infrabot.wire.Envelope;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Reports on their topics, keyed by session; each is sent again until the broker has stored it. */
@Singleton
final class KafkaReports implements Reports {

    private static final Logger LOG = Logger.getLogger(KafkaReports.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Emitter<byte[]> events;
    private final Emitter<byte[]> errors;
    private final Emitter<byte[]> progress;
    private final NodeIdentity identity;
    private final NodeTime time;
    private volatile boolean closed;

    KafkaReports(
            @Channel("operation-events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> events,
            @Channel("operation-errors") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> errors,
            @Channel("operation-progress") @OnOverflow(OnOverflow.Strategy.DROP) Emitter<byte[]> progress,
            NodeIdentity identity,
            NodeTime time) {
        this.events = events;
        this.errors = errors;
        this.progress = progress;
        this.identity = identity;
        this.time = time;
    }

    @Override
    public CompletionStage<Void> send(Report report) {
        var stored = new CompletableFuture<Void>();
        var envelope = envelope(report.run(), attemptOf(report), nameOf(report)).about(report.operationId());
        var outgoing = new Outgoing(report, report.sessionId().value(), envelope, Context.current());
        trySend(outgoing, report instanceof Report.AttemptFailed ? errors : events, stored);
        return stored;
    }

    @Override
    public void send(Progress said) {
        var envelope = envelope(said.run(), said.attempt(), "progress-" + said.sequence())
                .about(said.operationId());
        var _ = new Outgoing(said, said.sessionId().value(), envelope, Context.current()).by(progress);
    }

    @PreDestroy
    void close() {
        closed = true;
    }

    private void trySend(Outgoing outgoing, Emitter<byte[]> emitter, CompletableFuture<Void> stored) {
        var _ = outgoing.by(emitter).whenComplete((_, failure) -> {
            if (failure == null) {
                stored.complete(null);
            } else if (closed) {
                stored.completeExceptionally(failure);
            } else {
                LOG.warnf(
                        "the report %s is not stored yet: %s",
                        outgoing.envelope().id(), failure.getMessage());
                time.after(BETWEEN_TRIES, () -> trySend(outgoing, emitter, stored));
            }
        });
    }

    private Envelope envelope(RunId run, int attempt, String name) {
        return Envelope.of(run + ":" + attempt + ":" + name, "/node/" + identity.node(), time.now());
    }

    private static String nameOf(Report report) {
        return switch (report) {
            case Report.Started _ -> "started";
            case Report.AttemptFailed _ -> "attempt-failed";
            case Report.Declined _ -> "declined";
            case Report.Succeeded _ -> "succeeded";
            case Report.Failed _ -> "failed";
            case Report.Cancelled _ -> "cancelled";
        };
    }

    private static int attemptOf(Report report) {
        return switch (report) {
            case Report.Started it -> it.attempt();
            case Report.AttemptFailed it -> it.attempt();
            case Report.Declined _ -> 0;
            case Report.Succeeded it -> it.attempt();
            case Report.Failed it -> it.attempt();
            case Report.Cancelled it -> it.attempt();
        };
    }
}

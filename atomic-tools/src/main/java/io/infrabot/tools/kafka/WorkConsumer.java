package io.infrabot.tools.kafka;

import io.infrabot.events.Work;
import io.infrabot.tools.run.WorkIntake;
import io.infrabot.wire.Received;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Takes work from this node's partition. Runs on the connector's event loop: taking never blocks. */
@ApplicationScoped
public class WorkConsumer {

    private static final Logger LOG = Logger.getLogger(WorkConsumer.class);
    private static final Duration POSITION_WAIT = Duration.ofSeconds(10);

    private final WorkIntake runs;
    private final MeterRegistry metrics;
    private final KafkaClientService clients;

    WorkConsumer(WorkIntake runs, MeterRegistry metrics, KafkaClientService clients) {
        this.runs = runs;
        this.metrics = metrics;
        this.clients = clients;
    }

    /**
     * Fixes the position on the work topic at its end as it is now, and waits for that: nothing written later is missed.
     * Blocks.
     *
     * @throws RuntimeException if the broker does not say within ten seconds
     */
    public void fixPosition() {
        var positions = clients.<String, byte[]>getConsumer("work")
                .getPositions()
                .await()
                .atMost(POSITION_WAIT);
        if (positions.isEmpty()) {
            throw new IllegalStateException("no partition of the work topic is assigned yet");
        }
        LOG.infof("reading work from %s", positions);
    }

    /** Takes one record; always acknowledged, because nothing is committed. */
    @Incoming("work")
    public CompletionStage<Void> on(Message<byte[]> message) {
        try {
            take(message);
        } catch (RuntimeException e) {
            unreadable("PROCESSING_FAILED", e.toString());
        }
        return message.ack();
    }

    private void take(Message<byte[]> message) {
        var headers = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getHeaders();
        switch (RecordCodec.readOwn(headers, message.getPayload())) {
            case Received.Known(Work work, var ignoredEnvelope) -> runs.take(work, traceOf(message)::wrap);
            case Received.Known(var other, var ignoredEnvelope) ->
                unreadable("UNKNOWN_TYPE", "no work: " + other.getClass());
            case Received.Unreadable(var reason, var detail) -> unreadable(reason.name(), detail);
        }
    }

    private void unreadable(String reason, String detail) {
        metrics.counter("infrabot.mcp.work.unreadable", "reason", reason).increment();
        LOG.warnf("a record on the work topic is not readable and was skipped: %s, %s", reason, detail);
    }

    private static Context traceOf(Message<?> message) {
        return TracingMetadata.fromMessage(message)
                .map(TracingMetadata::getCurrentContext)
                .orElseGet(Context::root);
    }
}

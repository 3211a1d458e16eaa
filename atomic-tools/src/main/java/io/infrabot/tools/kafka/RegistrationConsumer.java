package io.infrabot.tools.kafka;

import io.infrabot.events.NodeRegistered;
import io.infrabot.tools.beat.Heartbeat;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.RecordCodec;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads what is registered under this node's own id, from the beginning of the topic on. Never blocks. */
@ApplicationScoped
public class RegistrationConsumer {

    private static final Logger LOG = Logger.getLogger(RegistrationConsumer.class);

    private final Heartbeat heartbeat;
    private final NodeIdentity identity;

    RegistrationConsumer(Heartbeat heartbeat, NodeIdentity identity) {
        this.heartbeat = heartbeat;
        this.identity = identity;
    }

    /** Takes one record; always acknowledged, because nothing is committed. */
    @Incoming("registrations")
    public CompletionStage<Void> on(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<?, ?> record =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        if (identity.node().value().equals(record.getKey())) {
            take(record, message.getPayload());
        }
        return message.ack();
    }

    private void take(IncomingKafkaRecordMetadata<?, ?> record, byte @Nullable [] value) {
        if (value == null) {
            heartbeat.registrationSeen(null, record.getOffset());
        } else if (RecordCodec.read(record.getHeaders(), value) instanceof Known(NodeRegistered registration, var _)) {
            heartbeat.registrationSeen(registration, record.getOffset());
        } else {
            LOG.warnf("a registration at %d is not readable and was skipped", record.getOffset());
        }
    }
}

package io.infrabot.tools.kafka;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeRegistered;
import io.infrabot.service.log.BrokerContact;
import io.infrabot.tools.beat.NodeAnnouncements;
import io.infrabot.tools.run.NodeIdentity;
import io.infrabot.wire.Envelope;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Beats and registrations on their topics, keyed by node. */
@Singleton
final class KafkaAnnouncements implements NodeAnnouncements {

    private final Emitter<byte[]> beats;
    private final Emitter<byte[]> nodes;
    private final NodeIdentity identity;
    private final BrokerContact broker = BrokerContact.logged();

    KafkaAnnouncements(
            @Channel("beats") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> beats,
            @Channel("nodes") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> nodes,
            NodeIdentity identity) {
        this.beats = beats;
        this.nodes = nodes;
        this.identity = identity;
    }

    @Override
    public CompletionStage<Void> publish(Beat beat) {
        return send(beat, Envelope.of(beat.incarnation() + ":" + beat.sequence(), source(), beat.sentAt()), beats)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        broker.answered(System.nanoTime());
                    } else {
                        broker.look(System.nanoTime());
                    }
                });
    }

    @Override
    public CompletionStage<Void> publish(NodeRegistered registered) {
        var id = registered.incarnation() + ":registered:" + registered.at().toEpochMilli();
        return send(registered, Envelope.of(id, source(), registered.at()), nodes);
    }

    /** A record without a value: the broker compacts the registration away. */
    @Override
    public CompletionStage<Void> withdraw() {
        return Outgoing.tombstone(identity.node().value(), nodes);
    }

    private CompletionStage<Void> send(Object record, Envelope envelope, Emitter<byte[]> emitter) {
        return new Outgoing(record, identity.node().value(), envelope, Context.root()).by(emitter);
    }

    private String source() {
        return "/node/" + identity.node();
    }
}

package io.infrabot.session.submit;

import io.infrabot.events.NodeId;
import io.infrabot.events.Work.DrainNode;
import io.infrabot.session.problem.Problem;
import io.infrabot.session.problem.RefusedRequest;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/** Publishes what is asked of a node itself: to drain, to be forgotten. Work is published by the writer. Non-blocking. */
@ApplicationScoped
public class NodeCommands {

    private final MutinyEmitter<byte[]> work;
    private final MutinyEmitter<byte[]> nodes;
    private final Clock clock;

    NodeCommands(
            @Channel("work") MutinyEmitter<byte[]> work, @Channel("nodes") MutinyEmitter<byte[]> nodes, Clock clock) {
        this.work = work;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Completes when the order is stored; fails with {@link RefusedRequest} where the broker does not confirm it. */
    public Uni<Void> drain(NodeId node, String incarnation) {
        var order = new DrainNode(node, incarnation);
        var envelope = Envelope.of(incarnation + ":drain", "/session-service", clock.instant());
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(node.value())
                .withHeaders(envelope.headersFor(order))
                .build();
        return confirmed(work.sendMessage(Message.of(RecordCodec.encode(order), Metadata.of(metadata))));
    }

    /** Takes the node's registration back. Completes, or fails, as {@link #drain} does. */
    public Uni<Void> forget(NodeId node) {
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(node.value())
                .build();
        byte @Nullable [] nothing = null;
        return confirmed(nodes.sendMessage(Message.of(nothing, Metadata.of(metadata))));
    }

    private static Uni<Void> confirmed(Uni<Void> sent) {
        return sent.onFailure()
                .transform(_ -> new RefusedRequest(
                        Problem.of(503, "NOT_READY", "the broker did not confirm the order in time; give it again")));
    }
}

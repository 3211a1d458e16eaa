package io.infrabot.tools.kafka;

import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/** A record on its way out: key, envelope, body, and the trace it belongs to. */
record Outgoing(Object record, String key, Envelope envelope, Context trace) {

    /** Sends it once; completes when the broker has stored it. */
    CompletionStage<Void> by(Emitter<byte[]> emitter) {
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(key)
                .withHeaders(envelope.headersFor(record))
                .build();
        return send(emitter, RecordCodec.encode(record), Metadata.of(metadata, TracingMetadata.withCurrent(trace)));
    }

    /** Sends a record that has no value under {@code key}. */
    static CompletionStage<Void> tombstone(String key, Emitter<byte[]> emitter) {
        var metadata =
                OutgoingKafkaRecordMetadata.<String>builder().withKey(key).build();
        return send(emitter, null, Metadata.of(metadata));
    }

    private static CompletionStage<Void> send(Emitter<byte[]> emitter, byte @Nullable [] value, Metadata metadata) {
        var stored = new CompletableFuture<Void>();
        try {
            emitter.send(Message.of(
                    value,
                    metadata,
                    () -> {
                        stored.complete(null);
                        return CompletableFuture.completedFuture(null);
                    },
                    failure -> {
                        stored.completeExceptionally(failure);
                        return CompletableFuture.completedFuture(null);
                    }));
        } catch (IllegalStateException e) {
            // The channel is not there yet, or not any more.
            stored.completeExceptionally(e);
        }
        return stored;
    }
}

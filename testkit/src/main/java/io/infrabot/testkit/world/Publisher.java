package io.infrabot.testkit.world;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to topics as any publisher may: what it writes is stored when a method returns. Thread-safe. */
public final class Publisher implements AutoCloseable {

    /** The {@code ce_source} of what it publishes. */
    public static final String SOURCE = "/chaos";

    private static final int GIVE_UP_MILLIS = 30_000;

    private final KafkaProducer<byte[], byte[]> producer;

    public Publisher(World world) {
        this(world.bootstrapServers());
    }

    /** To brokers that belong to no world. */
    public Publisher(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        GIVE_UP_MILLIS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Asks for a noop and returns the id that its operation will have. */
    public OperationId noop(String session) {
        var id = UUID.randomUUID().toString();
        var request = new RunOperation(null, new SessionId(session), "tool.noop", Map.of(), null, null);
        publish(request, id);
        return OperationIds.of(request.sessionId(), SOURCE, id);
    }

    /** Publishes a request as it should be. */
    public RecordMetadata publish(Request request, String id) {
        return publish(
                TopicNames.REQUESTS, request.sessionId().value(), headers(request, id), RecordCodec.encode(request));
    }

    /** The headers that belong to {@code record}. */
    public static RecordHeaders headers(Object record, String id) {
        return Envelope.of(id, SOURCE, Instant.now()).headersFor(record);
    }

    /** Publishes anything. */
    public RecordMetadata publish(String topic, @Nullable String key, Headers headers, byte @Nullable [] value) {
        var bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        try {
            return producer.send(new ProducerRecord<>(topic, null, bytes, value, headers))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Writes a record once more, key, headers and all. */
    public RecordMetadata repeat(String topic, ConsumerRecord<byte[], byte[]> record) {
        var key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        return publish(topic, key, record.headers(), record.value());
    }

    @Override
    public void close() {
        producer.close();
    }
}

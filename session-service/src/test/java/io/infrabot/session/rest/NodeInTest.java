package io.infrabot.session.rest;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.Topic;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Usage;
import io.infrabot.events.Work;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.KeyPartition;
import io.infrabot.wire.Received;
import io.infrabot.wire.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A node that is nothing but records: it registers, beats, and says of each run at once that it has succeeded. What is to
 * last, {@link #HELD}, it runs until it is cancelled.
 */
final class NodeInTest implements AutoCloseable {

    /** The type of operation that never ends by itself. */
    static final String HELD = "tool.held";

    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Usage USAGE = new Usage(Duration.ofMillis(1), Duration.ZERO, 0, 0, 0);

    private final NodeId id;
    private final String kind;
    private final NodeRegistered.@Nullable Engine engine;
    private final List<NodeRegistered.Tool> tools;
    private final int partition;
    private final String incarnation = UUID.randomUUID().toString();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<RunId> held = new LinkedHashSet<>();
    private final Thread thread;
    private long sequence;
    private boolean draining;
    private volatile boolean leaving;

    /** Begins to beat as soon as the topics are there. */
    NodeInTest(
            String bootstrapServers,
            String id,
            String kind,
            NodeRegistered.@Nullable Engine engine,
            List<NodeRegistered.Tool> tools) {
        this.id = new NodeId(id);
        this.kind = kind;
        this.engine = engine;
        this.tools = tools;
        partition = KeyPartition.of(id, Topic.WORK.partitions().orElseThrow());
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        thread = Thread.ofPlatform().daemon().name(id).start(this::live);
    }

    /** It says that it leaves, and is gone. */
    @Override
    public void close() {
        leaving = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        try (producer;
                consumer) {
            // waits for the topic
            write(
                    TopicNames.NODES,
                    id.value(),
                    new NodeRegistered(
                            id, kind, incarnation, "host", "test", engine, tools, Map.of(), partition, Instant.now()));
            consumer.assign(List.of(new TopicPartition(TopicNames.WORK, partition)));
            while (!leaving) {
                beat();
                for (var record : consumer.poll(BEAT)) {
                    if (RecordCodec.read(record.headers(), record.value()) instanceof Received.Known(Work work, var _)
                            && work.incarnation().equals(incarnation)) {
                        take(work);
                    }
                }
            }
            held.clear();
            beat();
        }
    }

    private void take(Work work) {
        switch (work) {
            case Work.StartRun run -> start(run);
            case Work.CancelRun run -> {
                if (held.remove(run.run())) {
                    report(new Report.Cancelled(
                            run.sessionId(), run.operationId(), run.run(), id, incarnation, Instant.now(), 1, USAGE));
                }
            }
            case Work.DrainNode _ -> draining = true;
        }
    }

    private void start(Work.StartRun run) {
        report(new Report.Started(
                run.sessionId(), run.operationId(), run.run(), id, incarnation, Instant.now(), run.attempt()));
        if (run.type().equals(HELD)) {
            held.add(run.run());
            return;
        }
        report(new Report.Succeeded(
                run.sessionId(),
                run.operationId(),
                run.run(),
                id,
                incarnation,
                Instant.now(),
                run.attempt(),
                run.arguments(),
                USAGE));
    }

    private void report(Report report) {
        write(TopicNames.OPERATION_EVENTS, report.sessionId().value(), report);
    }

    private void beat() {
        var types = tools.stream().map(NodeRegistered.Tool::type).toList();
        write(
                TopicNames.BEATS,
                id.value(),
                new Beat(
                        id,
                        kind,
                        incarnation,
                        ++sequence,
                        Instant.now(),
                        engine == null ? null : engine.id(),
                        true,
                        types,
                        Map.of(),
                        Map.of("all", new Beat.Lane(100, held.size(), 0, 100, types)),
                        List.copyOf(held),
                        partition,
                        draining || leaving,
                        leaving));
    }

    private void write(String topic, String key, Object record) {
        var headers = Envelope.of(UUID.randomUUID().toString(), "/node/" + id, Instant.now())
                .headersFor(record);
        var _ = producer.send(new ProducerRecord<>(topic, null, key, RecordCodec.encode(record), headers));
    }
}

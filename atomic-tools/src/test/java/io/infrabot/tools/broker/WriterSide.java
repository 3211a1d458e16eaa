package io.infrabot.tools.broker;

import io.infrabot.events.Beat;
import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.Received;
import io.infrabot.wire.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Does what the session service's writer does: gives work to nodes and reads what they say. For one thread. */
public final class WriterSide implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A record as it came, with what it says. */
    public record Heard(ConsumerRecord<String, byte[]> raw, Object record) {}

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Heard> heard = new ArrayList<>();

    public WriterSide(String bootstrapServers) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0);
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = Stream.of(
                        TopicNames.OPERATION_EVENTS,
                        TopicNames.OPERATION_ERRORS,
                        TopicNames.OPERATION_PROGRESS,
                        TopicNames.BEATS,
                        TopicNames.NODES)
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Places an operation of a new session on the node that beats as {@code beat}. */
    public Work.StartRun place(Beat beat, String type, Map<String, Object> arguments) {
        var session = new SessionId(UUID.randomUUID().toString());
        var operation = new OperationId(session + ".abcdefgh2345");
        var run = new RunId(operation + ":1");
        var work = new Work.StartRun(
                beat.node(),
                beat.incarnation(),
                session,
                operation,
                run,
                "team-a",
                type,
                arguments,
                1,
                false,
                Duration.ofMinutes(2),
                Instant.now(),
                beat.sequence());
        send(beat, work, null);
        return work;
    }

    public void cancel(Beat beat, Work.StartRun work) {
        send(
                beat,
                new Work.CancelRun(beat.node(), beat.incarnation(), work.sessionId(), work.operationId(), work.run()),
                null);
    }

    /** Sends any work record; {@code traceparent} may be null. */
    public void send(Beat beat, Work work, String traceparent) {
        var headers = Envelope.of(UUID.randomUUID().toString(), "/writer/test", Instant.now())
                .headersFor(work);
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var bytes = RecordCodec.encode(work);
        var _ = producer.send(new ProducerRecord<>(
                TopicNames.WORK, beat.workPartition(), beat.node().value(), bytes, headers));
        producer.flush();
    }

    /** Sends bytes that are no work to the node's partition. */
    public void sendPoison(Beat beat) {
        var _ = producer.send(new ProducerRecord<>(TopicNames.WORK, beat.workPartition(), "x", new byte[] {1, 2, 3}));
        var _ = producer.send(new ProducerRecord<>(TopicNames.WORK, beat.workPartition(), "x", null));
        producer.flush();
    }

    public Beat awaitBeat(Predicate<Beat> wanted) {
        return (Beat) await(it -> it.record() instanceof Beat beat && wanted.test(beat))
                .record();
    }

    public Heard awaitEnd(Work.OfRun work) {
        return await(it -> it.record() instanceof Report.Final end && end.run().equals(work.run()));
    }

    /** Waits for the first record, of all that ever came, for which {@code wanted} holds. */
    public Heard await(Predicate<Heard> wanted) {
        int seen = 0;
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (; seen < heard.size(); seen++) {
                if (wanted.test(heard.get(seen))) {
                    return heard.get(seen);
                }
            }
            poll();
        }
        throw new AssertionError("nothing of the kind was said; last heard: "
                + heard.subList(Math.max(0, heard.size() - 5), heard.size()).stream()
                        .map(Heard::record)
                        .toList());
    }

    /** Every report of {@code run} so far, in the order in which they came. */
    public List<Report> reportsOf(RunId run) {
        poll();
        return heard.stream()
                .filter(it ->
                        it.record() instanceof Report report && report.run().equals(run))
                .map(it -> (Report) it.record())
                .toList();
    }

    public List<Progress> progressOf(RunId run) {
        poll();
        return heard.stream()
                .filter(it -> it.record() instanceof Progress said && said.run().equals(run))
                .map(it -> (Progress) it.record())
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private void poll() {
        for (var raw : consumer.poll(Duration.ofMillis(100))) {
            if (RecordCodec.read(raw.headers(), raw.value()) instanceof Received.Known known) {
                heard.add(new Heard(raw, known.record()));
            } else {
                throw new AssertionError("unreadable on " + raw.topic());
            }
        }
    }
}

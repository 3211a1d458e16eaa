package io.infrabot.bench.rig;

import io.infrabot.events.Headers;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionEvent.OperationStarted;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import io.infrabot.events.Usage;
import io.infrabot.session.history.FactReader;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A history as the writer would have written it, on a topic of its own, and its reader. */
public final class Facts {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int OPERATIONS = 250;
    private static final Map<String, Object> ARGUMENTS = Map.of("echo", Map.of("pad", "x".repeat(100)));

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final long count;
    private long written;

    private Facts(KafkaProducer<String, byte[]> producer, String topic, long count) {
        this.producer = producer;
        this.topic = topic;
        this.count = count;
    }

    /** Writes that many; they are stored when this returns. */
    public static void write(Kafka kafka, String topic, long count) {
        try (var producer = kafka.bulkProducer()) {
            var facts = new Facts(producer, topic, count);
            for (int number = 0; facts.written < count; number++) {
                facts.session(number);
            }
            producer.flush();
        }
    }

    private void session(int number) {
        var id = new SessionId(UUID.nameUUIDFromBytes(("session-" + number).getBytes(StandardCharsets.UTF_8))
                .toString());
        var chain = new Chain();
        chain.add(new SessionCreated(
                id, 1, AT, "bench", null, Map.of(), Map.of(), AT.plus(Duration.ofDays(1)), null, "f"));
        for (int i = 0; i < OPERATIONS && written < count; i++) {
            var operation = OperationNumbers.of(id, i);
            var run = new RunId(operation + ":1");
            var node = new NodeId("tool-runner-1");
            chain.add(new OperationAccepted(
                    id,
                    chain.version(),
                    AT,
                    operation,
                    "tool.noop",
                    ARGUMENTS,
                    Target.any(),
                    Duration.ofMinutes(10),
                    "f",
                    null));
            chain.add(new OperationPlaced(id, chain.version(), AT, operation, run, node, "i", null, 1, 1));
            chain.add(new OperationStarted(id, chain.version(), AT, operation, run, node, 1));
            chain.add(new OperationSucceeded(
                    id,
                    chain.version(),
                    AT,
                    operation,
                    run,
                    1,
                    ARGUMENTS,
                    new Usage(Duration.ofMillis(1), Duration.ZERO, 0L, 0L, 0L)));
        }
    }

    /** Each fact of a session carries the digest of the one before it. */
    private final class Chain {
        private long version = 1;
        private String digest = "";

        long version() {
            return version;
        }

        void add(SessionEvent fact) {
            if (written == count) {
                return;
            }
            var value = RecordCodec.encode(fact);
            var headers = Envelope.of("bench#" + written, "/bench", AT)
                    .causedBy("infrabot.requests-0@" + written)
                    .headersFor(fact);
            headers.add(Headers.AFTER, digest.getBytes(StandardCharsets.US_ASCII));
            if (FactReader.read(headers, value, written) instanceof FactReader.Read.Fact(var entry)) {
                digest = entry.digest();
            }
            var _ = producer.send(
                    new ProducerRecord<>(topic, null, fact.sessionId().value(), value, headers));
            version++;
            written++;
        }
    }

    /** Folds what it is given. An operation that is over is let go, as the service lets it go to its disk. */
    public static final class Reader implements Consumer<ConsumerRecord<String, byte[]>> {

        private final Map<SessionId, Session> sessions = new HashMap<>();
        private final Map<OperationId, Operation> operations = new HashMap<>();
        private long notCounted;

        @Override
        public void accept(ConsumerRecord<String, byte[]> record) {
            if (record.offset() == 0) {
                // begun again
                sessions.clear();
                operations.clear();
            }
            if (!(FactReader.read(record.headers(), record.value(), record.offset())
                    instanceof FactReader.Read.Fact(var entry))) {
                notCounted++;
                return;
            }
            var fact = entry.fact();
            var about = fact instanceof OfOperation of ? of.operationId() : null;
            switch (Fold.apply(sessions.get(fact.sessionId()), about == null ? null : operations.get(about), entry)) {
                case Fold.Folded.Counted(var session, var operation) -> {
                    sessions.put(session.id(), session);
                    if (operation != null && operation.isOver()) {
                        operations.remove(operation.id());
                    } else if (operation != null) {
                        operations.put(operation.id(), operation);
                    }
                }
                case Fold.Folded.NotCounted _ -> notCounted++;
            }
        }

        /** How many were void or no facts; there should be none. */
        public long notCounted() {
            return notCounted;
        }
    }
}

package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A foreign producer aborts a transaction, and dies in the middle of another (F31). */
final class Transactions {

    private static final int TIMEOUT_MILLIS = 10_000;
    /** The broker looks for overdue transactions once a second. */
    private static final Duration HELD = Duration.ofMillis(TIMEOUT_MILLIS + 3_000);

    private static final int RECORDS = 3;

    private Transactions() {}

    static Outcome inject(Scene scene, Publisher publisher) {
        var api = scene.world().api();
        var session = api.session();
        var aborting = producer(scene.world());
        aborting.initTransactions();
        aborting.beginTransaction();
        write(aborting, session);
        aborting.abortTransaction();
        aborting.close();

        var dying = producer(scene.world());
        dying.initTransactions();
        dying.beginTransaction();
        write(dying, session);
        dying.flush();
        var begun = System.nanoTime();
        // as if it were killed: it does not say that it will not go on
        dying.close(Duration.ZERO);

        var behind = publisher.noop(session).value();
        api.success(behind);
        var held = Duration.ofNanos(System.nanoTime() - begun);
        var outcome = Outcome.of("one transaction aborted, one left hanging").measured("held", held, HELD);
        var known = api.operations(session).size();
        return known == 1
                ? outcome
                : outcome.broken(
                        "%d operations were taken from transactions that came to nothing".formatted(known - 1));
    }

    private static KafkaProducer<byte[], byte[]> producer(World world) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        world.bootstrapServers(),
                        "transactional.id",
                        "chaos-" + UUID.randomUUID(),
                        "transaction.timeout.ms",
                        TIMEOUT_MILLIS,
                        "linger.ms",
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, String session) {
        for (int i = 0; i < RECORDS; i++) {
            var request = new RunOperation(null, new SessionId(session), "tool.noop", Map.of(), null, null);
            var _ = producer.send(new ProducerRecord<>(
                    TopicNames.REQUESTS,
                    null,
                    session.getBytes(StandardCharsets.UTF_8),
                    RecordCodec.encode(request),
                    Publisher.headers(request, UUID.randomUUID().toString())));
        }
        producer.flush();
    }
}

package io.infrabot.bench.rig;

import io.infrabot.bench.measure.Reading;
import io.infrabot.events.Request;
import io.infrabot.events.TopicNames;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes as much as comes to its end: never more under way than a window, and the next as soon as one has ended.
 * What ends is told by {@link #ended}.
 */
public final class Published implements AutoCloseable {

    private static final int WINDOW = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<String, byte[]> producer;
    private final Semaphore window = new Semaphore(WINDOW);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    public Published(Kafka kafka) {
        producer = kafka.producer();
    }

    /** The record of a request as any publisher may write it. */
    public static ProducerRecord<String, byte[]> of(Request request) {
        var envelope = Envelope.of(UUID.randomUUID().toString(), "/bench", Instant.now());
        return new ProducerRecord<>(
                TopicNames.REQUESTS,
                null,
                request.sessionId().value(),
                RecordCodec.encode(request),
                envelope.headersFor(request));
    }

    /** Any record of the usual size. */
    public static ProducerRecord<String, byte[]> to(String topic) {
        return new ProducerRecord<>(
                topic, UUID.randomUUID().toString(), Payload.any().getBytes(StandardCharsets.UTF_8));
    }

    /** One of those that were published has come to its end. */
    public void ended() {
        ended.incrementAndGet();
        window.release();
    }

    /** Sends something that has no end, beside the window. */
    public void beside(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    /** Publishes that many and waits for their ends. */
    public void all(long count, LongFunction<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        for (long i = 0; i < count; i++) {
            send(records.apply(i));
        }
        settle();
    }

    /** Publishes for {@code time}; says how many {@code ended a second}. */
    public Reading measure(Duration time, LongFunction<ProducerRecord<String, byte[]>> records)
            throws InterruptedException {
        var before = ended.get();
        var begun = System.nanoTime();
        for (long i = 0; System.nanoTime() - begun < time.toNanos(); i++) {
            send(records.apply(i));
        }
        var took = System.nanoTime() - begun;
        var done = ended.get() - before;
        var open = settle();
        return Reading.of("ended a second", done * (double) TimeUnit.SECONDS.toNanos(1) / took)
                .in(Duration.ofNanos(took))
                .failed(open, "no end was seen");
    }

    private void send(ProducerRecord<String, byte[]> record) throws InterruptedException {
        if (!window.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing has ended for " + PATIENCE.toSeconds() + " s");
        }
        sent.incrementAndGet();
        var _ = producer.send(record);
    }

    private long settle() {
        producer.flush();
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (ended.get() < sent.get() && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return sent.get() - ended.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}

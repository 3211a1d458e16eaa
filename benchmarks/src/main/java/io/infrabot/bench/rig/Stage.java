package io.infrabot.bench.rig;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads one topic in a thread of its own and gives each record on, until it is closed. */
public final class Stage implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Thread thread;
    private volatile boolean closed;

    private Stage(Kafka kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> next) {
        var consumer = kafka.consumer(topic, true);
        thread = Thread.ofPlatform().daemon().name("stage-" + topic).start(() -> {
            try (consumer) {
                while (!closed) {
                    consumer.poll(POLL).forEach(next);
                }
            }
        });
    }

    /** Gives {@code next} what comes from now on. */
    public static Stage reading(Kafka kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> next) {
        return new Stage(kafka, topic, next);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

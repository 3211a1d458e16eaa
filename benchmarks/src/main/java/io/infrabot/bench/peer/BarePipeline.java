package io.infrabot.bench.peer;

import io.infrabot.bench.rig.Kafka;
import io.infrabot.bench.rig.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The floor under what InfraBot does: the same hops through the same broker, and nothing else. A request goes to a
 * writer, the writer gives it to an executor, the executor tells twice (started, completed), and what it tells is
 * folded into a map. It checks nothing, decides nothing, remembers nothing, and forgets all when it ends.
 */
public final class BarePipeline {

    /** Where the writer reads: three hops from here. */
    public static final String REQUESTS = "bench.requests";

    /** Where the executor reads: two hops from here. */
    public static final String WORK = "bench.work";

    /** Where the fold reads. */
    public static final String EVENTS = "bench.events";

    private static final byte[] STARTED = "started".getBytes(StandardCharsets.US_ASCII);

    private final KafkaProducer<String, byte[]> front;
    private final Map<String, Integer> folded = new ConcurrentHashMap<>();

    private BarePipeline(KafkaProducer<String, byte[]> front) {
        this.front = front;
    }

    /**
     * Starts its threads.
     *
     * @param effect what the executor does; it calls what it is given once it is done
     * @param completed hears the key of each operation whose end has been folded
     */
    public static BarePipeline start(Kafka kafka, Consumer<Runnable> effect, Consumer<String> completed)
            throws InterruptedException {
        kafka.topics(REQUESTS, WORK, EVENTS);
        var pipeline = new BarePipeline(kafka.producer());
        var writer = kafka.producer();
        var executor = kafka.producer();
        var _ = Stage.reading(kafka, EVENTS, record -> {
            pipeline.folded.merge(record.key(), 1, Integer::sum);
            if (record.value().length != STARTED.length) {
                completed.accept(record.key());
            }
        });
        var _ = Stage.reading(kafka, WORK, record -> {
            var _ = executor.send(new ProducerRecord<>(EVENTS, record.key(), STARTED));
            effect.accept(() -> {
                var _ = executor.send(new ProducerRecord<>(EVENTS, record.key(), record.value()));
            });
        });
        var _ = Stage.reading(kafka, REQUESTS, record -> {
            var _ = writer.send(new ProducerRecord<>(WORK, record.key(), record.value()));
        });
        return pipeline;
    }

    /** Puts something in at {@code topic}; {@code stored} hears of it once the broker has it. */
    public void submit(String topic, String key, byte[] value, BiConsumer<String, @Nullable Exception> stored) {
        var _ = front.send(new ProducerRecord<>(topic, key, value), (_, failure) -> stored.accept(key, failure));
    }
}

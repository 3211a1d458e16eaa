package io.infrabot.session.wiring;

import io.infrabot.session.history.TopicReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log with consumers that it keeps: a new one would first have to find its broker, and whoever takes over a
 * dead writer's partitions reads each of them while people wait. Thread-safe.
 */
final class KafkaTopicReader implements TopicReader, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MOST_IDLE = 4;
    /** Several may read at once, each with what it has fetched; the largest record is delivered all the same. */
    private static final int MOST_FETCHED = 512 * 1024;

    private final Map<String, Object> settings;
    private final Deque<KafkaConsumer<byte[], byte[]>> idle = new ArrayDeque<>();

    /**
     * A log behind a broker.
     *
     * @param group whose committed offsets are asked for; it is never joined
     */
    KafkaTopicReader(Map<String, Object> kafka, String group) {
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "log");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_FETCHED);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED);
        // It reads what is there already. A fetch that waits for more, as at the end of a partition, would hold up
        // whatever is asked next on the same connection: half a second a partition at each start.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
    }

    @Override
    public Map<String, Span> spans(Collection<String> topics, int partition) {
        return ask(consumer -> {
            var all = new HashSet<TopicPartition>();
            topics.forEach(topic -> all.add(new TopicPartition(topic, partition)));
            var beginnings = consumer.beginningOffsets(all);
            var committed = consumer.committed(all);
            var spans = new HashMap<String, Span>();
            for (var each : all) {
                var read = committed.get(each);
                spans.put(each.topic(), new Span(beginnings.getOrDefault(each, 0L), read == null ? 0 : read.offset()));
            }
            return spans;
        });
    }

    /** Offsets have gaps where transactions end, so it is the position that says how far reading has come. */
    @Override
    public Reached readWhile(
            String topic, int partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        var where = new TopicPartition(topic, partition);
        return ask(consumer -> {
            consumer.assign(List.of(where));
            var end = Math.min(to, consumer.endOffsets(List.of(where)).getOrDefault(where, 0L));
            consumer.seek(where, from);
            var next = readWhile(consumer, where, end, more);
            consumer.assign(List.of());
            return new Reached(next, end);
        });
    }

    private static long readWhile(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition where,
            long end,
            Predicate<ConsumerRecord<byte[], byte[]>> more) {
        while (consumer.position(where) < end) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < end && !more.test(record)) {
                    return record.offset() + 1;
                }
            }
        }
        return end;
    }

    /** A consumer that failed is not used again. */
    private <T> T ask(Function<KafkaConsumer<byte[], byte[]>, T> question) {
        var kept = take();
        var consumer = kept == null
                ? new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                : kept;
        try {
            var answer = question.apply(consumer);
            if (!keep(consumer)) {
                close(consumer);
            }
            return answer;
        } catch (RuntimeException e) {
            close(consumer);
            throw e;
        }
    }

    private @Nullable KafkaConsumer<byte[], byte[]> take() {
        synchronized (idle) {
            return idle.poll();
        }
    }

    private boolean keep(KafkaConsumer<byte[], byte[]> consumer) {
        synchronized (idle) {
            return idle.size() < MOST_IDLE && idle.add(consumer);
        }
    }

    @Override
    public void close() {
        for (var consumer = take(); consumer != null; consumer = take()) {
            close(consumer);
        }
    }

    private static void close(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}

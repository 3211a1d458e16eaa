package io.infrabot.session.wiring;

import io.infrabot.session.writer.Log;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the log with a consumer of its own each time: rare, and short. */
final class KafkaLog implements Log {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> settings;

    /**
     * A log behind a broker.
     *
     * @param group whose committed offsets are asked for; it is never joined
     */
    KafkaLog(Map<String, Object> kafka, String group) {
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "log");
    }

    @Override
    public long committed(String topic, int partition) {
        var where = new TopicPartition(topic, partition);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            OffsetAndMetadata committed = consumer.committed(Set.of(where)).get(where);
            return committed == null ? 0 : committed.offset();
        }
    }

    @Override
    public void read(String topic, int partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var where = new TopicPartition(topic, partition);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(where));
            var end = Math.min(to, consumer.endOffsets(List.of(where)).getOrDefault(where, 0L));
            consumer.seek(where, from);
            while (consumer.position(where) < end) {
                for (var record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        reader.accept(record);
                    }
                }
            }
        }
    }
}

package io.infrabot.session.wiring;

import io.infrabot.session.writer.Log;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the log with a consumer of its own each time: rare, and short. */
final class KafkaLog implements Log {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> settings;

    KafkaLog(Map<String, Object> kafka) {
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "log");
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

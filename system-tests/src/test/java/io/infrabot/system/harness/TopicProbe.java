package io.infrabot.system.harness;

import static java.util.stream.Collectors.toMap;

import io.infrabot.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what stands on the topics, record by record. */
public final class TopicProbe {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;

    public TopicProbe(Stack stack) {
        bootstrapServers = stack.bootstrapServers();
    }

    /** Everything that stands on {@code topic} now, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /** Where each partition of InfraBot's topics ends, but for the beats, which go on whatever happens. */
    public Map<String, Long> ends() {
        try (var consumer = consumer()) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("infrabot."))
                    .filter(topic -> !topic.getKey().equals(Topics.BEATS))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .collect(toMap(end -> end.getKey().toString(), Map.Entry::getValue, (one, _) -> one, TreeMap::new));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}

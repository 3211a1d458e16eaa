package io.infrabot.session.rest;

import io.infrabot.events.TopicNames;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What stands on the topics. */
@ApplicationScoped
class StoredRecords {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;

    StoredRecords(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @PreDestroy
    synchronized void close() {
        consumer.close();
    }

    /** Where each partition of InfraBot's topics ends, but for the beats, which go on whatever happens. */
    synchronized Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(each -> each.topic().startsWith("infrabot."))
                .filter(each -> !each.topic().equals(TopicNames.BEATS))
                .map(StoredRecords::partition)
                .toList());
    }

    /** The history of a session, as it was written. */
    synchronized List<ConsumerRecord<String, byte[]>> factsOf(String session) {
        var partitions = consumer.partitionsFor(TopicNames.SESSION_EVENTS).stream()
                .map(StoredRecords::partition)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var facts = new ArrayList<ConsumerRecord<String, byte[]>>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (session.equals(record.key())) {
                    facts.add(record);
                }
            }
        }
        return facts;
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}

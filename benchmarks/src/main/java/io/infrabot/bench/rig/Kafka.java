package io.infrabot.bench.rig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Bare clients, set as InfraBot sets its own where latency counts: no linger, and stored before it is said. */
public record Kafka(String bootstrapServers) {

    private static final int MEGABYTE = 1024 * 1024;

    /** Makes topics of one partition; those that are there stay. */
    public void topics(String... names) throws InterruptedException {
        var wanted = Set.of(names).stream()
                .map(name -> new NewTopic(name, 1, (short) 1))
                .toList();
        try (var admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers))) {
            admin.createTopics(wanted).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the topics could not be made", e);
            }
        }
    }

    public KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(settings(Map.of()), new StringSerializer(), new ByteArraySerializer());
    }

    /** A producer for as much as will go, where nobody waits for one record. */
    public KafkaProducer<String, byte[]> bulkProducer() {
        return new KafkaProducer<>(
                settings(Map.of(ProducerConfig.LINGER_MS_CONFIG, 5, ProducerConfig.BATCH_SIZE_CONFIG, MEGABYTE / 8)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Reads a topic's one partition, from its end on or from its beginning. */
    public KafkaConsumer<String, byte[]> consumer(String topic, boolean fromEnd) {
        var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = List.of(new TopicPartition(topic, 0));
        consumer.assign(partitions);
        if (fromEnd) {
            consumer.seekToEnd(partitions);
        } else {
            consumer.seekToBeginning(partitions);
        }
        // a seek is only noted until the position is asked for
        consumer.position(partitions.getFirst());
        return consumer;
    }

    private Map<String, Object> settings(Map<String, Object> further) {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putAll(further);
        return settings;
    }
}

package io.infrabot.testkit.world;

import static java.util.stream.Collectors.toMap;

import io.infrabot.events.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what stands on the topics, record by record. */
public final class TopicProbe {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;

    public TopicProbe(World world) {
        this(world.bootstrapServers());
    }

    /** Of brokers that belong to no world. */
    public TopicProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Everything that stands on {@code topic} now, each partition in its order. */
    public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        return all(topic, record -> record);
    }

    /** What {@code reading} makes of each; the records themselves, which may be many, are not kept. */
    public <T> List<T> all(String topic, Function<ConsumerRecord<byte[], byte[]>, T> reading) {
        try (var consumer = consumer()) {
            var partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<T>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> all.add(reading.apply(record)));
            }
            return all;
        }
    }

    /** Where each partition of InfraBot's topics ends, but for the beats, which go on whatever happens. */
    public Map<String, Long> ends() {
        try (var consumer = consumer()) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("infrabot."))
                    .filter(topic -> !topic.getKey().equals(TopicNames.BEATS))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .collect(toMap(end -> end.getKey().toString(), Map.Entry::getValue, (one, _) -> one, TreeMap::new));
        }
    }

    /** Gives {@code listener} every record of {@code topic}, from the first on, in a thread of its own. */
    public Tail follow(String topic, Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        return new Tail(consumer(), topic, listener);
    }

    /** Reads until it is closed. */
    public static final class Tail implements AutoCloseable {

        private final Thread thread;
        private volatile boolean closed;

        private Tail(
                KafkaConsumer<byte[], byte[]> consumer,
                String topic,
                Consumer<ConsumerRecord<byte[], byte[]>> listener) {
            thread = Thread.ofPlatform().daemon().name("tail-" + topic).start(() -> {
                try (consumer) {
                    var partitions = partitions(consumer, topic);
                    consumer.assign(partitions);
                    consumer.seekToBeginning(partitions);
                    while (!closed) {
                        consumer.poll(POLL).forEach(listener);
                    }
                }
            });
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

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}

package io.infrabot.session.topology;

import io.infrabot.events.TopicNames;
import io.infrabot.session.Replicas;
import io.infrabot.session.writer.WriterParts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The writer's topology in the driver that Kafka Streams has for tests; records are bytes, as on the broker. */
final class TopologyInTest {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private TopologyInTest() {}

    /** Starts it at noon; its state lies in {@code state}. */
    static TopologyTestDriver driver(WriterParts parts, Path state) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return new TopologyTestDriver(WriterTopology.of(parts, new Replicas((short) 1)), settings, NOON);
    }

    static void pipe(
            TopologyTestDriver driver, String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, NOON));
    }

    /** What was written to {@code topic} since it was read last. */
    static List<TestRecord<byte[], byte[]>> read(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What of {@code topic} was put aside since it was read last. */
    static List<TestRecord<byte[], byte[]>> deadLetters(TopologyTestDriver driver, String topic) {
        return read(driver, TopicNames.deadLettersOf(topic));
    }
}

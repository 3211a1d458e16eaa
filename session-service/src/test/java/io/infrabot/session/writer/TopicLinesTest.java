package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Topic;
import io.infrabot.session.Replicas;
import io.infrabot.session.nodes.KnownNodes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;

/** The lines of {@code application.properties} that name topics name those that are declared, and the right ones. */
class TopicLinesTest {

    private final Properties properties = load();

    @Test
    void theServiceWaitsForEveryTopicThatItsWriterReadsOrWrites() {
        assertThat(properties.getProperty("quarkus.kafka-streams.topics").split(",", -1))
                .containsExactlyInAnyOrderElementsOf(ofTheWriter());
    }

    @Test
    void everyChannelIsOfADeclaredTopic() {
        var declared = Arrays.stream(Topic.values()).map(Topic::address).toList();

        assertThat(channels()).isNotEmpty().isSubsetOf(declared);
    }

    /** Without the dead letters, whose topic follows from the record. */
    private static Set<String> ofTheWriter() {
        var topology = WriterTopology.of(
                PartsInTest.of(new KnownNodes(), new SimpleMeterRegistry(), () -> 0), new Replicas((short) 1));
        var topics = new TreeSet<String>();
        for (var part : topology.describe().subtopologies()) {
            for (var node : part.nodes()) {
                switch (node) {
                    case Source source -> topics.addAll(source.topicSet());
                    case Sink sink when sink.topic() != null -> topics.add(sink.topic());
                    default -> {
                        // processors read and write nothing themselves
                    }
                }
            }
        }
        return topics;
    }

    private List<String> channels() {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.(incoming|outgoing)\\.[^.]+\\.topic"))
                .map(properties::getProperty)
                .toList();
    }

    private static Properties load() {
        var loaded = new Properties();
        try (var file = TopicLinesTest.class.getResourceAsStream("/application.properties")) {
            loaded.load(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return loaded;
    }
}

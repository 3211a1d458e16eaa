package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.session.Replicas;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.writer.PartsInTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;

/** The line of {@code application.properties} that names topics names those of the topology. */
class TopicLinesTest {

    @Test
    void theServiceWaitsForEveryTopicThatItsWriterReadsOrWrites() throws IOException {
        var settings = new Properties();
        try (var file = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }

        assertThat(settings.getProperty("quarkus.kafka-streams.topics").split(",", -1))
                .containsExactlyInAnyOrderElementsOf(ofTheWriter());
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
}

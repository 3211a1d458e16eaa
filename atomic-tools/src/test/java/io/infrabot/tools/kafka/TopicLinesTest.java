package io.infrabot.tools.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Topic;
import io.infrabot.events.Topic.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The lines of the nodes' settings that name topics name those that are declared, and the right ones. */
class TopicLinesTest {

    private static final Path SETTINGS = Path.of("src/main/resources/META-INF/microprofile-config.properties");

    @Test
    void aNodeReadsTheTopicsThatAreForNodes() throws IOException {
        assertThat(topicsOf("incoming"))
                .containsExactlyInAnyOrderElementsOf(
                        Topic.readBy(Reader.NODE).stream().map(Topic::address).toList());
    }

    @Test
    void aNodeWritesDeclaredTopicsOnly() throws IOException {
        assertThat(topicsOf("outgoing"))
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(Topic.values()).map(Topic::address).toList());
    }

    private static List<String> topicsOf(String direction) throws IOException {
        var settings = new Properties();
        try (var file = Files.newInputStream(SETTINGS)) {
            settings.load(file);
        }
        return settings.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\." + direction + "\\.[^.]+\\.topic"))
                .map(settings::getProperty)
                .toList();
    }
}

package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Topic.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of the services' settings that name topics name those that are declared, and the right ones. */
class TopicLinesTest {

    private static final String SESSION = "../session-service/src/main/resources/application.properties";
    private static final String NODES = "../atomic-tools/src/main/resources/META-INF/microprofile-config.properties";

    @ParameterizedTest
    @ValueSource(strings = {SESSION, NODES})
    void everyChannelIsOfADeclaredTopic(String settings) throws IOException {
        var declared = Arrays.stream(Topic.values()).map(Topic::address).toList();

        assertThat(topicsOf("incoming", settings)).isSubsetOf(declared);
        assertThat(topicsOf("outgoing", settings)).isNotEmpty().isSubsetOf(declared);
    }

    @Test
    void aNodeReadsTheTopicsThatAreForNodes() throws IOException {
        assertThat(topicsOf("incoming", NODES))
                .containsExactlyInAnyOrderElementsOf(
                        Topic.readBy(Reader.NODE).stream().map(Topic::address).toList());
    }

    private static List<String> topicsOf(String direction, String file) throws IOException {
        var settings = new Properties();
        try (var in = Files.newInputStream(Path.of(file))) {
            settings.load(in);
        }
        return settings.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\." + direction + "\\.[^.]+\\.topic"))
                .map(settings::getProperty)
                .toList();
    }
}

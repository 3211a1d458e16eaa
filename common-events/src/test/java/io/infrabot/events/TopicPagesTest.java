package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every topic has a page under {@code docs/events} that says the same as code and golden files. */
class TopicPagesTest {

    private static final Path DOCS = Path.of("../docs");
    private static final String PREFIX = "infrabot.";
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- golden: (\\S+) -->\n```json\n(.*?)\n```", Pattern.DOTALL);
    private static final String JSON_BLOCK = "```json";

    private final AsyncApi asyncApi = AsyncApi.current();

    static Stream<String> topics() {
        return AsyncApi.current().messagesByTopic().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void itsExamplesAreGoldenFilesWordForWord(String topic) throws IOException {
        var page = page(topic);
        var found = 0;
        for (var example = EXAMPLE.matcher(page); example.find(); found++) {
            var golden = new String(GoldenFiles.bytesOf(example.group(1)), StandardCharsets.UTF_8);

            assertThat(example.group(2)).as(example.group(1)).isEqualTo(golden.strip());
            assertThat(asyncApi.messagesByTopic().get(topic)).contains(example.group(1));
        }
        assertThat(page.split(JSON_BLOCK, -1)).as("no other example").hasSize(found + 1);
        assertThat(found > 0 || TopicNames.isForDeadLetters(topic)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void itNamesEveryRecordOfTheTopic(String topic) throws IOException {
        if (!TopicNames.isForDeadLetters(topic)) {
            assertThat(page(topic)).contains(asyncApi.messagesByTopic().get(topic));
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void itGivesPartitionsAndRetentionAsTheyAreMade(String topic) throws IOException {
        var kafka = channel(topic).at("/bindings/kafka");
        var settings = kafka.path("topicConfiguration");
        var page = page(topic);

        assertThat(page)
                .contains("`cleanup.policy=%s`"
                        .formatted(settings.at("/cleanup.policy/0").asText()))
                .containsPattern("\\| Partitions \\| %s\\b"
                        .formatted(kafka.path("partitions").asText()));
        for (var name : new String[] {"retention.ms", "message.timestamp.type", "max.message.bytes"}) {
            if (settings.has(name)) {
                assertThat(page)
                        .contains("`%s=%s`".formatted(name, settings.path(name).asText()));
            } else {
                assertThat(page).doesNotContain(name + "=");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itNamesTheKeyAsItIsDeclared(Topic topic) throws IOException {
        var key = switch (topic.key()) {
            case SESSION -> "the session id";
            case NODE -> "the node id";
        };

        assertThat(page(topic.address())).contains("| Key | " + key);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theIndexLeadsToIt(String topic) throws IOException {
        assertThat(Files.readString(DOCS.resolve("EVENTS.md"))).contains("(events/" + nameOfPage(topic) + ")");
        assertThat(page(topic)).contains(TopicNames.isForDeadLetters(topic) ? "`" + topic + "`" : "# " + topic + ":");
    }

    private JsonNode channel(String topic) {
        return StreamSupport.stream(asyncApi.document().path("channels").spliterator(), false)
                .filter(channel -> channel.path("address").asText().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static String page(String topic) throws IOException {
        return Files.readString(DOCS.resolve("events").resolve(nameOfPage(topic)));
    }

    private static String nameOfPage(String topic) {
        return TopicNames.isForDeadLetters(topic) ? "dead-letters.md" : topic.substring(PREFIX.length()) + ".md";
    }
}

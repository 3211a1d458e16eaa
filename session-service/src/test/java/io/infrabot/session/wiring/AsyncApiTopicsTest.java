package io.infrabot.session.wiring;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.infrabot.session.Replicas;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** What {@code asyncapi.yaml} says of topics is what this service makes. */
class AsyncApiTopicsTest {

    private static final int PARTITIONS = 6;

    @Test
    void itsTopicsHaveThePartitionsAndSettingsThatAreMade() throws IOException {
        assertThat(published()).isEqualTo(made());
    }

    private static Map<String, Map<String, String>> made() {
        return new TopicSetup(PARTITIONS, new Replicas((short) 1))
                .topics().stream().collect(toMap(NewTopic::name, AsyncApiTopicsTest::settings));
    }

    private static Map<String, String> settings(NewTopic topic) {
        var settings = new HashMap<>(topic.configs());
        settings.putIfAbsent("cleanup.policy", "delete");
        settings.put("partitions", Integer.toString(topic.numPartitions()));
        return settings;
    }

    private static Map<String, Map<String, String>> published() throws IOException {
        try (var file = AsyncApiTopicsTest.class.getResourceAsStream("/infrabot/asyncapi.yaml")) {
            var document = new YAMLMapper().readTree(Objects.requireNonNull(file));
            return StreamSupport.stream(document.path("channels").spliterator(), false)
                    .collect(toMap(channel -> channel.path("address").asText(), AsyncApiTopicsTest::settings));
        }
    }

    private static Map<String, String> settings(JsonNode channel) {
        var kafka = channel.at("/bindings/kafka");
        var settings = new HashMap<String, String>();
        kafka.path("topicConfiguration").properties().forEach(setting -> {
            var value = setting.getValue();
            settings.put(setting.getKey(), value.isArray() ? value.path(0).asText() : value.asText());
        });
        settings.put("partitions", kafka.path("partitions").asText());
        return settings;
    }
}

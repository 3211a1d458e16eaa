package io.infrabot.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.localstack.LocalBroker.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    private static final String TOPIC = "greetings";

    @TempDir
    private Path data;

    @Test
    void whatWasWrittenIsReadAgainAfterARestartOnOtherPorts() throws Exception {
        try (var broker = LocalBroker.start(Settings.onFreePorts(data))) {
            createTopic(broker);
            send(broker, "hello");
            assertThat(read(broker, "first", 1)).containsExactly("hello");
        }

        try (var broker = LocalBroker.start(Settings.onFreePorts(data))) {
            send(broker, "again");

            assertThat(read(broker, "second", 2)).containsExactly("hello", "again");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.HOST))) {
            var settings = new Settings(data, taken.getLocalPort(), 0);

            assertThatThrownBy(() -> LocalBroker.start(settings))
                    .isInstanceOf(BrokerCannotStart.class)
                    .hasMessage("port %d on 127.0.0.1 is already taken", taken.getLocalPort());
        }
    }

    @Test
    void aSecondBrokerOnTheSameDataIsRefused() {
        try (var broker = LocalBroker.start(Settings.onFreePorts(data))) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> LocalBroker.start(Settings.onFreePorts(data)))
                    .isInstanceOf(BrokerCannotStart.class)
                    .hasMessage("another broker is using the data directory " + data);
        }
    }

    @Test
    void aPortOutOfRangeIsQuoted() {
        assertThatThrownBy(() -> new Settings(data, 70_000, 0))
                .hasMessage("port must be between 0 and 65535, but is 70000");
    }

    private static void createTopic(LocalBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(LocalBroker broker, String text) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, text)).get();
        }
    }

    /** Reads through a consumer group, so that the offsets topic is exercised too. */
    private static List<String> read(LocalBroker broker, String group, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "group.id", group, "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        var deadline = Instant.now().plusSeconds(20);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (values.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.GoldenFiles;
import io.infrabot.events.RecordTypes;
import io.infrabot.system.harness.BaseImages;
import io.infrabot.system.harness.Missing;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Programs;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.Received;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The event contract and the path of an operation, against Kafka as its own project packs it. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KafkaContainerIT {

    private static final String TOPIC = "contract";
    private static final String KEY = "0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d";
    private static final Member SESSION = Member.session(1);
    private static final Member TOOL_RUNNER = Member.toolRunner(1);

    private static KafkaContainer kafka;

    @BeforeAll
    static void thereIsAContainer() {
        var image = BaseImages.ready("kafka");
        if (BaseImages.isStandIn("kafka") && !Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
            throw Missing.skip(
                    "Testcontainers' own helper image cannot be pulled here, and nobody told it to do without:"
                            + " './infrabot test' does, by TESTCONTAINERS_RYUK_DISABLED=true");
        }
        kafka = new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx256m")
                // as our own broker: who dies may be noticed sooner than after 6 s
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
    }

    @AfterAll
    static void theContainerGoes() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Test
    void everyGoldenRecordComesBackByteByByteAndIsRead() throws Exception {
        var types = new TreeSet<>(RecordTypes.all().keySet());
        var sent = new HashMap<String, Map<String, String>>();
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        try (var publisher = new Publisher(kafka.getBootstrapServers())) {
            for (var type : types) {
                var headers = Publisher.headers(golden(type), type);
                sent.put(type, texts(headers));
                publisher.publish(TOPIC, KEY, headers, GoldenFiles.bytesOf(type));
            }
        }

        var records = new TopicProbe(kafka.getBootstrapServers()).all(TOPIC);

        assertThat(records).extracting(KafkaContainerIT::typeOf).containsExactlyElementsOf(types);
        for (var record : records) {
            var type = typeOf(record);
            assertThat(record.value()).as(type).isEqualTo(GoldenFiles.bytesOf(type));
            assertThat(texts(record.headers())).as(type).isEqualTo(sent.get(type));
            assertThat(RecordCodec.read(record.headers(), record.value()))
                    .as(type)
                    .isInstanceOfSatisfying(
                            Received.Known.class,
                            known -> assertThat(known.record()).isEqualTo(golden(type)));
        }
    }

    @Test
    void anOperationGoesItsWholeWay() {
        var folder = Path.of(System.getProperty("infrabot.tests.dir"), "kafka-container-" + System.nanoTime());
        var thisBroker = Manner.USUAL.with("KAFKA_BOOTSTRAP_SERVERS", kafka.getBootstrapServers());
        try (var world = new World(folder, Programs.asSet().forShortLives())) {
            world.add(SESSION, thisBroker).add(TOOL_RUNNER, thisBroker);
            try {
                world.start(SESSION, TOOL_RUNNER);
                var api = world.api();

                var operation = api.submit(
                        "/api/v1/tools/noop",
                        Map.of("sessionId", api.session(), "arguments", Map.of("echo", Map.of("from", "container"))));

                assertThat(api.success(operation).at("/result/echo/from").asText())
                        .isEqualTo("container");
                var history = HistoryFold.of(new TopicProbe(kafka.getBootstrapServers()));
                assertThat(history.kindsOf(operation))
                        .containsExactly(
                                "OperationAccepted", "OperationPlaced", "OperationStarted", "OperationSucceeded");
                history.isSound().equalsWhatTheWriterSays(api);
            } catch (AssertionError | RuntimeException e) {
                world.printLogs();
                System.out.println(kafka.getLogs());
                throw e;
            }
        }
    }

    private static Object golden(String type) {
        return RecordCodec.decode(
                GoldenFiles.bytesOf(type),
                Objects.requireNonNull(RecordTypes.all().get(type)));
    }

    private static String typeOf(ConsumerRecord<byte[], byte[]> record) {
        return String.valueOf(RecordCodec.text(record.headers(), io.infrabot.events.Headers.TYPE));
    }

    private static Map<String, String> texts(Headers headers) {
        var texts = new HashMap<String, String>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}

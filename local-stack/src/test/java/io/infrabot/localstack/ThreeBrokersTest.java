package io.infrabot.localstack;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers as processes, on an address that is not the usual one. */
class ThreeBrokersTest {

    private static final String HOST = "127.0.0.2";
    private static final int BROKERS = 3;
    private static final int RECORDS = 50;

    @TempDir
    private Path data;

    private final List<Process> brokers = new ArrayList<>();

    @AfterEach
    void endThem() throws InterruptedException {
        brokers.forEach(Process::destroyForcibly);
        for (var broker : brokers) {
            broker.waitFor();
        }
    }

    @Test
    void whatIsAcknowledgedIsKeptWhileTheControllerAmongThreeDies() throws Exception {
        var ports = IntStream.range(0, BROKERS)
                .mapToObj(_ -> Ports.resolve(HOST, 0, 0))
                .toList();
        start(ports);
        var bootstrap = ports.stream().map(port -> HOST + ":" + port.broker()).collect(joining(","));
        createTopic(bootstrap);

        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer())) {
            send(producer, 0);
            activeController(bootstrap).destroyForcibly().waitFor();
            send(producer, RECORDS);
        }

        assertThat(read(bootstrap)).hasSize(2 * RECORDS).doesNotHaveDuplicates();
    }

    private void start(List<Ports> ports) throws IOException {
        var voters = IntStream.range(0, BROKERS)
                .mapToObj(i -> "%d@%s:%d".formatted(i + 1, HOST, ports.get(i).controller()))
                .collect(joining(","));
        for (int i = 0; i < BROKERS; i++) {
            brokers.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx160m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LocalBrokerMain.class.getName(),
                            "--data",
                            data.resolve("broker-" + (i + 1)).toString(),
                            "--host",
                            HOST,
                            "--port",
                            Integer.toString(ports.get(i).broker()),
                            "--node-id",
                            Integer.toString(i + 1),
                            "--voters",
                            voters)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
    }

    private Process activeController(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            var leader = admin.describeMetadataQuorum().quorumInfo().get().leaderId();
            return brokers.get(leader - 1);
        }
    }

    private static void createTopic(String bootstrap) throws Exception {
        var patience = Map.<String, Object>of(
                "bootstrap.servers", bootstrap, "default.api.timeout.ms", 60_000, "retry.backoff.max.ms", 200);
        try (var admin = Admin.create(patience)) {
            var deadline = Instant.now().plusSeconds(60);
            while (admin.describeCluster().nodes().get().size() < BROKERS) {
                assertThat(Instant.now()).isBefore(deadline);
            }
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) BROKERS)))
                    .all()
                    .get();
        }
    }

    private static void send(KafkaProducer<String, String> producer, int first) throws Exception {
        for (int i = first; i < first + RECORDS; i++) {
            producer.send(new ProducerRecord<>("kept", Integer.toString(i), Integer.toString(i)))
                    .get(60, TimeUnit.SECONDS);
        }
    }

    /** Through a group, so that the offsets topic must be there in spite of the dead broker. */
    private static List<String> read(String bootstrap) {
        var values = new ArrayList<String>();
        var deadline = Instant.now().plusSeconds(30);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrap, "group.id", "all", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("kept"));
            while (values.size() < 2 * RECORDS && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(found.value()));
            }
        }
        return values;
    }
}

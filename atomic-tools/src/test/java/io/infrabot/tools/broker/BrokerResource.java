package io.infrabot.tools.broker;

import io.infrabot.events.Topic;
import io.infrabot.localstack.LocalBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker with InfraBot's topics, for as long as a test class runs. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

    private LocalBroker broker;

    @Override
    public Map<String, String> start() {
        try {
            broker = LocalBroker.start(LocalBroker.Settings.onFreePorts(Files.createTempDirectory("infrabot-broker")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        createTopics(broker.bootstrapServers());
        return Map.of("kafka.bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void stop() {
        Objects.requireNonNull(broker).close();
    }

    /** Makes what the session service makes at its start. */
    public static void createTopics(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(
                                    topic.address(), topic.partitions().orElse(1), (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the topics could not be made", e);
        }
    }
}

package io.infrabot.session.rest;

import io.infrabot.localstack.LocalBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A broker without a topic, for the service makes them itself; free ports, and a folder for its stores. */
public final class OwnBroker implements QuarkusTestResourceLifecycleManager {

    private LocalBroker broker;

    @Override
    public Map<String, String> start() {
        var folder = emptyFolder();
        broker = LocalBroker.start(LocalBroker.Settings.onFreePorts(folder.resolve("broker")));
        return Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "kafka-streams.state.dir",
                folder.resolve("streams").toString(),
                // the port is known too late for it; nobody asks for this instance there
                "quarkus.kafka-streams.application-server",
                "127.0.0.1:8080",
                "quarkus.http.test-port",
                "0",
                "quarkus.management.test-port",
                "0");
    }

    @Override
    public void stop() {
        Objects.requireNonNull(broker).close();
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "rest-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.infrabot.localstack;

import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** One Kafka broker and controller in this process, on the loopback address only; ready when {@code start} returns. */
public final class LocalBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final Ports ports;
    private final DataDir data;

    private LocalBroker(KafkaRaftServer server, Ports ports, DataDir data) {
        this.server = server;
        this.ports = ports;
        this.data = data;
    }

    /**
     * Where a broker keeps its data and listens.
     *
     * @param dataDir created when missing; what an earlier broker wrote there is served again
     * @param port 1 to 65535, or 0 for a free one
     * @param controllerPort 1 to 65535, or 0 for a free one
     */
    public record Settings(Path dataDir, int port, int controllerPort) {

        public Settings {
            requirePort("port", port);
            requirePort("controllerPort", controllerPort);
        }

        /** A broker on two free ports. */
        public static Settings onFreePorts(Path dataDir) {
            return new Settings(dataDir, 0, 0);
        }

        private static void requirePort(String name, int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("%s must be between 0 and 65535, but is %d".formatted(name, port));
            }
        }
    }

    /**
     * Starts a broker and returns once it answers clients.
     *
     * @throws BrokerCannotStart if a port is taken, or the data directory cannot be used
     */
    public static LocalBroker start(Settings settings) {
        var ports = Ports.resolve(settings.port(), settings.controllerPort());
        var data = DataDir.open(settings.dataDir());
        try {
            return new LocalBroker(started(data, ports), ports, data);
        } catch (RuntimeException e) {
            data.close();
            throw new BrokerCannotStart("the broker did not start: " + e.getMessage(), e);
        }
    }

    /** The address for {@code bootstrap.servers}, such as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return Ports.HOST + ":" + ports.broker();
    }

    /** Stops the broker and waits until its data is on disk; a second call does nothing. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        data.close();
    }

    void awaitShutdown() {
        server.awaitShutdown();
    }

    private static KafkaRaftServer started(DataDir data, Ports ports) {
        var server = new KafkaRaftServer(new KafkaConfig(BrokerConfig.of(data.logs(), ports), false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }
}

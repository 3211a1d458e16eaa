package io.infrabot.localstack;

import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka broker and controller in this process, alone on the loopback address unless its {@link Cluster} says
 * otherwise; ready when {@code start} returns.
 */
public final class LocalBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final String address;
    private final DataDir data;

    private LocalBroker(KafkaRaftServer server, String address, DataDir data) {
        this.server = server;
        this.address = address;
        this.data = data;
    }

    /**
     * Where a broker keeps its data and listens.
     *
     * @param dataDir created when missing; what an earlier broker wrote there is served again
     * @param port 1 to 65535, or 0 for a free one
     * @param controllerPort 1 to 65535, or 0 for a free one; in a cluster the one among its voters
     */
    public record Settings(Path dataDir, int port, int controllerPort, Cluster cluster) {

        public Settings {
            requirePort("port", port);
            requirePort("controllerPort", controllerPort);
            if (cluster.controllerPort(controllerPort) != controllerPort) {
                throw new IllegalArgumentException("controllerPort is %d, but the voters say %d"
                        .formatted(controllerPort, cluster.controllerPort(controllerPort)));
            }
        }

        /** A broker that is alone. */
        public Settings(Path dataDir, int port, int controllerPort) {
            this(dataDir, port, controllerPort, Cluster.alone());
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
     * Starts a broker and returns once it answers clients; in a cluster that is when most of its voters are there.
     *
     * @throws BrokerCannotStart if a port is taken, or the data directory cannot be used
     */
    public static LocalBroker start(Settings settings) {
        var cluster = settings.cluster();
        var ports = Ports.resolve(cluster.host(), settings.port(), settings.controllerPort());
        var data = DataDir.open(settings.dataDir(), cluster);
        try {
            return new LocalBroker(started(data, cluster, ports), cluster.host() + ":" + ports.broker(), data);
        } catch (RuntimeException e) {
            data.close();
            throw new BrokerCannotStart("the broker did not start: " + e.getMessage(), e);
        }
    }

    /** The address for {@code bootstrap.servers}, such as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return address;
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

    private static KafkaRaftServer started(DataDir data, Cluster cluster, Ports ports) {
        var config = new KafkaConfig(BrokerConfig.of(data.logs(), cluster, ports), false);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }
}

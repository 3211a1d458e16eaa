package io.infrabot.localstack;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Kafka settings of a broker on one machine, each group with its reason. */
final class BrokerConfig {

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Map<String, String> SMALL = Map.ofEntries(
            // few groups: 50 partitions each would only make start and recovery slow
            entry("offsets.topic.num.partitions", "3"),
            entry("transaction.state.log.num.partitions", "3"),
            entry("share.coordinator.state.topic.num.partitions", "3"),
            entry("num.network.threads", "2"),
            entry("num.io.threads", "4"),
            entry("background.threads", "2"),
            // the default takes 128 MB of heap before the first record is compacted
            entry("log.cleaner.dedupe.buffer.size", "8388608"));

    private static final Map<String, String> BEHAVIOUR = Map.ofEntries(
            // the session service creates and verifies every topic
            entry("auto.create.topics.enable", "false"),
            // nobody waits for members that are not coming
            entry("group.initial.rebalance.delay.ms", "0"),
            // after a kill the controller admits no new broker of the same id before this has passed; default: 9 s
            entry("broker.session.timeout.ms", "3000"),
            entry("broker.heartbeat.interval.ms", "500"),
            // a client may ask to be noticed sooner when it dies; the default minimum is 6 s
            entry("group.min.session.timeout.ms", "1000"),
            // what an unfinished transaction may hold readers up (F31); the default is 15 minutes
            entry("transaction.max.timeout.ms", "10000"),
            // how soon after that it ends one; the default is 10 s
            entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            entry("message.max.bytes", "2097152"));

    private BrokerConfig() {}

    static Map<String, String> of(Path logDir, Cluster cluster, Ports ports) {
        var settings = new HashMap<String, String>();
        settings.putAll(copies(cluster));
        settings.putAll(SMALL);
        settings.putAll(BEHAVIOUR);
        settings.putAll(network(cluster, ports));
        settings.put("log.dirs", logDir.toString());
        return Map.copyOf(settings);
    }

    /** A broker that is alone can keep nothing twice; of three, one may be away. */
    private static Map<String, String> copies(Cluster cluster) {
        var copies = Integer.toString(cluster.copies());
        var inSync = Integer.toString(cluster.copiesInSync());
        return Map.of(
                "default.replication.factor", copies,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", copies,
                "transaction.state.log.replication.factor", copies,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", copies,
                "share.coordinator.state.topic.min.isr", inSync);
    }

    private static Map<String, String> network(Cluster cluster, Ports ports) {
        var controller = cluster.host() + ":" + ports.controller();
        return Map.of(
                "node.id",
                Integer.toString(cluster.nodeId()),
                "process.roles",
                "broker,controller",
                // static voters: unlike dynamic ones they are not stored, so the port may change between starts
                "controller.quorum.voters",
                cluster.quorum(ports.controller()),
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                "PLAINTEXT://%s:%d,%s://%s".formatted(cluster.host(), ports.broker(), CONTROLLER_LISTENER, controller),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,%s:PLAINTEXT".formatted(CONTROLLER_LISTENER));
    }
}

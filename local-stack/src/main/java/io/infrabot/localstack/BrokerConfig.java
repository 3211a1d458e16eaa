package io.infrabot.localstack;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Kafka settings of a broker that is alone on its machine, each group with its reason. */
final class BrokerConfig {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Map<String, String> ALONE = Map.ofEntries(
            // one node: nothing can be kept twice
            entry("default.replication.factor", "1"),
            entry("min.insync.replicas", "1"),
            entry("offsets.topic.replication.factor", "1"),
            entry("transaction.state.log.replication.factor", "1"),
            entry("transaction.state.log.min.isr", "1"),
            entry("share.coordinator.state.topic.replication.factor", "1"),
            entry("share.coordinator.state.topic.min.isr", "1"),
            // few groups: 50 partitions each would only make start and recovery slow
            entry("offsets.topic.num.partitions", "3"),
            entry("transaction.state.log.num.partitions", "3"),
            entry("share.coordinator.state.topic.num.partitions", "3"));

    private static final Map<String, String> SMALL = Map.ofEntries(
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
            // after a kill the controller admits no new broker of the same id before this has passed; the default is 9
            // s
            entry("broker.session.timeout.ms", "3000"),
            entry("broker.heartbeat.interval.ms", "500"),
            entry("message.max.bytes", "2097152"));

    private BrokerConfig() {}

    static Map<String, String> of(Path logDir, Ports ports) {
        var settings = new HashMap<String, String>();
        settings.putAll(ALONE);
        settings.putAll(SMALL);
        settings.putAll(BEHAVIOUR);
        settings.putAll(network(ports));
        settings.put("log.dirs", logDir.toString());
        return Map.copyOf(settings);
    }

    private static Map<String, String> network(Ports ports) {
        var controller = Ports.HOST + ":" + ports.controller();
        return Map.of(
                "node.id",
                Integer.toString(NODE_ID),
                "process.roles",
                "broker,controller",
                // static voters: unlike dynamic ones they are not stored, so the port may change between starts
                "controller.quorum.voters",
                NODE_ID + "@" + controller,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                "PLAINTEXT://%s:%d,%s://%s".formatted(Ports.HOST, ports.broker(), CONTROLLER_LISTENER, controller),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,%s:PLAINTEXT".formatted(CONTROLLER_LISTENER));
    }
}

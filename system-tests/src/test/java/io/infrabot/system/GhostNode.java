package io.infrabot.system;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Topic;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.wire.KeyPartition;
import io.infrabot.wire.RecordCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A node that is nothing but records: it offers a tool of its own and never does anything. */
record GhostNode(Publisher publisher) {

    static final NodeId ID = new NodeId("ghost");

    private static final String TOOL = "tool.ghost";
    private static final int PARTITION =
            KeyPartition.of(ID.value(), Topic.WORK.partitions().orElseThrow());

    void introduce() {
        var tool = new NodeRegistered.Tool(TOOL, "forged", Map.of("type", "object"));
        write(
                TopicNames.NODES,
                new NodeRegistered(
                        ID, "tool-runner", "g", "g", "g", null, List.of(tool), Map.of(), PARTITION, Instant.now()));
    }

    void beat(boolean leaving) {
        var lane = new Beat.Lane(4, 0, 0, 4, List.of(TOOL));
        var beat = new Beat(
                ID,
                "tool-runner",
                "g",
                1,
                Instant.now(),
                null,
                true,
                List.of(TOOL),
                Map.of(),
                Map.of("tools", lane),
                List.of(),
                PARTITION,
                false,
                leaving);
        write(TopicNames.BEATS, beat);
    }

    void withdraw() {
        publisher.publish(TopicNames.NODES, ID.value(), new RecordHeaders(), null);
    }

    private void write(String topic, Object record) {
        var headers = Publisher.headers(record, UUID.randomUUID().toString());
        publisher.publish(topic, ID.value(), headers, RecordCodec.encode(record));
    }
}

package io.infrabot.tools.kafka;

import io.infrabot.events.Topic;
import io.infrabot.wire.KeyPartition;

/** Which partition of the work topic a node reads: the one that Kafka's own partitioner gives its id. */
public final class WorkPartition {

    private WorkPartition() {}

    public static int of(String node) {
        return KeyPartition.of(node, Topic.WORK.partitions().orElseThrow());
    }
}

package io.infrabot.tools.kafka;

import io.infrabot.events.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition of the work topic a node reads: the one that Kafka's own partitioner gives its id. */
public final class WorkPartition {

    private WorkPartition() {}

    public static int of(String node) {
        return Utils.toPositive(Utils.murmur2(node.getBytes(StandardCharsets.UTF_8))) % Topics.WORK_PARTITIONS;
    }
}

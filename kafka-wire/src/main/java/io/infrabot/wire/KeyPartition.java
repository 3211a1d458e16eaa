package io.infrabot.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where Kafka's own clients put a record: murmur2 of the key's UTF-8 bytes. Others, librdkafka first, do not (ADR 004). */
public final class KeyPartition {

    private KeyPartition() {}

    /** The partition of {@code key} in a topic that has {@code partitions}. */
    public static int of(String key, int partitions) {
        return of(key.getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** The same, for a key as it came. */
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}

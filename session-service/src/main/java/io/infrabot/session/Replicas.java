package io.infrabot.session;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * On how many brokers a topic is kept.
 *
 * @param number 1 or more
 */
public record Replicas(short number) {

    /** Enough that one broker may go while two still hold what was acknowledged. */
    private static final int MANY = 3;

    public Replicas {
        if (number < 1) {
            throw new IllegalArgumentException("infrabot.session.replicas must be 1 or more, but is " + number);
        }
    }

    /** The settings of a topic, with what these replicas ask for: of three, two have a record before it counts (F16). */
    public Map<String, String> with(Map<String, String> settings) {
        if (number < MANY) {
            return settings;
        }
        var all = new HashMap<>(settings);
        all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        return Map.copyOf(all);
    }
}

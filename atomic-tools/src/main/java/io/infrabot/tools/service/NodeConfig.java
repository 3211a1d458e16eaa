package io.infrabot.tools.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Settings of a node, {@code infrabot.node.*}. */
@ConfigMapping(prefix = "infrabot.node")
public interface NodeConfig {

    /** Names this node over all its restarts; no two live nodes share one. */
    String id();

    /** What it is for, such as {@code docker-ops}: the word of its row in {@code dev/members.tsv}. */
    String kind();

    /** What placement may ask for. */
    Map<String, String> labels();

    /** How long running work may go on after SIGTERM. */
    @WithDefault("10s")
    Duration shutdownWait();

    /** Lanes by name. */
    Map<String, LaneConfig> lanes();

    /** One lane. */
    interface LaneConfig {

        /** How many run at once, 1 to 256. */
        @WithDefault("4")
        int slots();

        /** How many may wait, 0 to 100000. */
        @WithDefault("1000")
        int queueCapacity();
    }
}

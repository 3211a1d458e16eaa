package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.PublishedNoops;
import java.time.Duration;

/** One broker of three goes, while requests are published: all that was acknowledged ends, and no node is called lost. */
final class OneAway {

    /** As many requests as are acknowledged before, while it is away, and after. */
    static final int BETWEEN = 30;

    /** What a producer may be blocked. */
    private static final Duration BLOCK = Duration.ofSeconds(10);

    private OneAway() {}

    /** Lets a broker go and come back; says what it did. */
    interface Going {
        Outcome go(Cluster cluster, PublishedNoops load);
    }

    static Outcome during(Scene scene, Going going) {
        var world = scene.world();
        try (var cluster = new Cluster(world);
                var nodes = NodeWatch.on(world);
                var load = PublishedNoops.on(world, 3)) {
            load.more(BETWEEN);
            cluster.awaitInSync();
            var outcome = going.go(cluster, load);
            cluster.awaitInSync();
            load.more(BETWEEN);
            var ends = load.ends();
            return nodes.judge(
                    outcome.measured("block", load.longestBlock(), BLOCK).drained(ends));
        }
    }
}

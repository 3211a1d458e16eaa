package io.infrabot.chaos.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.PublishedNoops;
import io.infrabot.chaos.world.Waiting;
import java.time.Duration;
import java.time.Instant;

/** The broker that is the active controller is killed and comes back (F17). */
final class ControllerKilled implements Fault {

    private static final Duration ELECTED = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final int BETWEEN = 30;

    @Override
    public String id() {
        return "F17";
    }

    @Override
    public String what() {
        return "the active controller of three brokers is killed";
    }

    @Override
    public int brokers() {
        return 3;
    }

    @Override
    public Outcome inject(Scene scene) {
        var world = scene.world();
        try (var cluster = new Cluster(world);
                var nodes = NodeWatch.on(world);
                var load = PublishedNoops.on(world, 3)) {
            load.more(BETWEEN);
            cluster.awaitInSync();
            var old = cluster.controller();
            var at = Instant.now();
            Duration elected;
            try {
                world.kill(old);
                Waiting.until(() -> assertThat(cluster.controller()).isNotEqualTo(old));
                elected = Duration.between(at, Instant.now());
                load.more(BETWEEN);
            } finally {
                world.start(old);
            }
            cluster.awaitInSync();
            load.more(BETWEEN);
            var outcome = load.ends(DRAIN)
                    .judge(Outcome.of("killed %s, the controller".formatted(old))
                            .measured("elected", elected, ELECTED)
                            .measured("block", load.longestBlock()));
            return nodes.judge(outcome);
        }
    }
}

package io.infrabot.chaos.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.testkit.world.Waiting;
import java.time.Duration;
import java.time.Instant;

/** The broker that is the active controller is killed and comes back (F17). */
final class ControllerKilled implements Fault {

    private static final Duration ELECTED = Duration.ofSeconds(10);

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
        return OneAway.during(scene, (cluster, load) -> {
            var old = cluster.controller();
            var at = Instant.now();
            try {
                world.kill(old);
                Waiting.until(() -> assertThat(cluster.controller()).isNotEqualTo(old));
                var elected = Duration.between(at, Instant.now());
                load.more(OneAway.BETWEEN);
                return Outcome.of("killed %s, the controller".formatted(old)).measured("elected", elected, ELECTED);
            } finally {
                world.start(old);
            }
        });
    }
}

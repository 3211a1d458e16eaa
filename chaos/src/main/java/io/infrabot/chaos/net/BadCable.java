package io.infrabot.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Pause;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.TagLoad;
import io.infrabot.testkit.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A node that loses every tenth packet, and then has every fiftieth answered with a reset (F52). */
final class BadCable implements Fault {

    private static final double LOST = 0.1;
    private static final double RESET = 0.02;
    private static final Duration AT_LEAST = Duration.ofSeconds(10);

    @Override
    public String id() {
        return "F52";
    }

    @Override
    public String what() {
        return "a node's network loses 10 % of its packets, then resets connections";
    }

    @Override
    public Optional<String> obstacle() {
        return IsolatedNode.obstacle();
    }

    @Override
    public Outcome inject(Scene scene) {
        var each = scene.holdAtLeast(AT_LEAST).dividedBy(2);
        try (var node = IsolatedNode.of(scene.world());
                var load = TagLoad.on(scene.world(), 2)) {
            load.more(20);
            node.network().lose(LOST);
            Pause.of(each);
            node.network().heal();
            node.network().reset(RESET);
            Pause.of(each);
            node.network().heal();
            var healed = Instant.now();
            Waiting.until(() -> assertThat(
                            scene.world().api().nodeStatus(node.member().id()))
                    .isEqualTo("ALIVE"));
            var back = Duration.between(healed, Instant.now());
            load.more(20);
            var losses = PlacementLog.of(scene.world(), load, node).losses();
            return Outcome.of("a bad cable for %s; %d runs were moved".formatted(node.member(), losses))
                    .measured("back", back)
                    .drained(load.ends());
        }
    }
}

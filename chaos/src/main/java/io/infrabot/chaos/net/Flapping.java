package io.infrabot.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Pause;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.TagLoad;
import io.infrabot.testkit.world.Waiting;
import java.time.Duration;
import java.util.Optional;

/** A node whose network comes and goes, every time just long enough for it to be lost and found (F51). */
final class Flapping implements Fault {

    private static final Duration DOWN = Duration.ofSeconds(3);
    private static final Duration UP = Duration.ofSeconds(3);
    private static final int AT_LEAST = 3;
    /** An operation that keeps meeting the same bad node fails after five moves; it must never come near. */
    private static final int RESTLESS = 4;

    @Override
    public String id() {
        return "F51";
    }

    @Override
    public String what() {
        return "a node's network is down for 3 s and up for 3 s, again and again";
    }

    @Override
    public Optional<String> obstacle() {
        return IsolatedNode.obstacle();
    }

    @Override
    public Outcome inject(Scene scene) {
        try (var node = IsolatedNode.of(scene.world());
                var load = TagLoad.on(scene.world(), 2)) {
            load.more(20);
            var times = Math.max(AT_LEAST, (int) scene.hold().dividedBy(DOWN.plus(UP)));
            for (int i = 0; i < times; i++) {
                node.network().cut(Cut.BOTH);
                Pause.of(DOWN);
                node.network().heal();
                Pause.of(UP);
            }
            return judged(scene, node, load, times);
        }
    }

    private static Outcome judged(Scene scene, IsolatedNode node, TagLoad load, int times) {
        Waiting.until(() ->
                assertThat(scene.world().api().nodeStatus(node.member().id())).isEqualTo("ALIVE"));
        var ownership = PlacementLog.of(scene.world(), load, node);
        var outcome = Outcome.of("cut %s off %d times; %d runs were moved, one of them to its %d. node"
                .formatted(node.member(), times, ownership.losses(), ownership.placementsAtMost()));
        if (ownership.placementsAtMost() > RESTLESS) {
            outcome = outcome.broken("an operation was placed %d times".formatted(ownership.placementsAtMost()));
        }
        for (var effect : ownership.effectsWithoutRight()) {
            outcome = outcome.broken("an effect of a run that was given away: " + effect);
        }
        return outcome.drained(load.ends());
    }
}

package io.infrabot.chaos.fault;

import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import java.time.Duration;
import java.util.List;

/** SIGSTOP: the process stands still with its connections open, and wakes as a zombie. */
final class Pauses {

    private static final Duration ZOMBIE = Duration.ofSeconds(20);
    private static final Duration LONG_COLLECTION = Duration.ofSeconds(10);

    private Pauses() {}

    static List<Fault> all() {
        return List.of(
                new Doing("F09", "SIGSTOP of a node for 20 s, then CONT: a zombie", Pauses::zombie),
                new Doing(
                        "F15",
                        "a pause of 10 s, as of a garbage collection, of a node or session service",
                        Pauses::pause));
    }

    private static Outcome zombie(Scene scene) {
        return standStill(scene, scene.any(scene.any(Kind.nodes())), ZOMBIE);
    }

    private static Outcome pause(Scene scene) {
        var kind = scene.any(Kind.services());
        return standStill(scene, scene.any(kind), LONG_COLLECTION);
    }

    private static Outcome standStill(Scene scene, Member victim, Duration time) {
        var survivors = Survivors.of(scene, victim);
        scene.world().pause(victim);
        try {
            var outcome = Outcome.of("stopped %s for %d s, which had %d operations"
                    .formatted(victim, time.toSeconds(), survivors.held().size()));
            var measured = victim.kind().isNode() ? survivors.ofNode(outcome) : survivors.recovered(outcome);
            Pause.of(time.minusNanos(System.nanoTime() - survivors.begun()));
            return measured;
        } finally {
            scene.world().resume(victim);
            scene.world().awaitNodes();
        }
    }
}

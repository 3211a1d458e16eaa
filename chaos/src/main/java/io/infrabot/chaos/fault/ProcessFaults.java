package io.infrabot.chaos.fault;

import io.infrabot.testkit.world.Member.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Faults of one process, one client, or one record: they need one broker and no special means. */
public final class ProcessFaults {

    private ProcessFaults() {}

    /** All of them. */
    public static List<Fault> all() {
        return Stream.of(Kills.all(), Pauses.all(), Restarts.all(), Storms.all(), Repeats.all(), Races.all())
                .flatMap(List::stream)
                .toList();
    }

    /** One plain kill of a service of that kind while it has work, for figures out of many. */
    public static Fault kill(Kind kind) {
        return new Doing("kill-" + kind, "kill -9 of " + kind, scene -> kill(scene, kind));
    }

    private static Outcome kill(Scene scene, Kind kind) {
        if (kind.equals(Kind.DOCKER_OPS)) {
            return NodeKills.beforeTaking(scene);
        }
        if (kind.equals(Kind.TOOL_RUNNER)) {
            return NodeKills.midTool(scene);
        }
        if (kind.equals(Kind.SESSION)) {
            return SessionKills.whileFolding(scene);
        }
        if (!kind.isNode()) {
            throw new IllegalArgumentException("nothing here says what the end of a " + kind + " does to others");
        }
        // the load has no work for such a node: it is missed, and comes back
        var victim = scene.any(kind);
        return NodeKills.kill(scene, victim, victim.id());
    }
}

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
        return Kills.plain(kind);
    }
}

package io.infrabot.chaos.fault;

import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.load.Ask;
import io.infrabot.chaos.load.Client;
import io.infrabot.chaos.load.Follower;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** SIGKILL of one of the session services. */
final class SessionKills {

    static final int READERS = 100;

    private static final int BURST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SessionKills() {}

    static Outcome whileFolding(Scene scene) {
        var victim = scene.any(Kind.SESSION);
        return killSession(scene, victim, victim.id());
    }

    static Outcome withReaders(Scene scene) {
        var session = scene.client().open();
        var readers = Stream.generate(() -> scene.load().follow(session))
                .limit(READERS)
                .toList();
        var victim = scene.any(Kind.SESSION);
        Pause.until(PATIENCE, () -> readers.stream().allMatch(reader -> reader.connections() > 0));
        scene.burst(session, BURST);
        var outcome = killSession(scene, victim, "%s with %d readers".formatted(victim, READERS));
        scene.burst(session, BURST);
        var begun = System.nanoTime();
        var caughtUp = Pause.until(PATIENCE, () -> isCaughtUp(scene, readers));
        var next = outcome.measured("readers caught up", Duration.ofNanos(System.nanoTime() - begun));
        Follower.close(readers);
        return caughtUp ? next : next.broken("F06: readers did not catch up in " + PATIENCE);
    }

    private static boolean isCaughtUp(Scene scene, List<Follower> readers) {
        var position = scene.live().positions().getOrDefault(readers.getFirst().session(), 0L);
        return readers.stream().allMatch(reader -> reader.last() >= position);
    }

    /** Kills one of the session services; measures when sessions can be read and written again; starts it again. */
    private static Outcome killSession(Scene scene, Member victim, String told) {
        var mine = Stream.generate(scene.client()::open).limit(6).toList();
        mine.forEach(session -> scene.client().insist(session, Ask.noop()));
        var survivors = Survivors.of(scene, victim);
        scene.world().kill(victim);
        try {
            var outcome = survivors.recovered(Outcome.of("killed " + told));
            var survivor = scene.world().members(Kind.SESSION).stream()
                    .filter(scene.world()::isAwake)
                    .findFirst();
            if (survivor.isEmpty()) {
                return outcome;
            }
            var door = scene.world().api(survivor.get());
            for (var session : mine) {
                var key = Client.newKey();
                Pause.until(
                        PATIENCE,
                        () -> scene.client()
                                        .submit(door, session, Ask.noop(), key)
                                        .result()
                                instanceof Result.Ok);
            }
            return outcome.measured("writable", Duration.ofNanos(System.nanoTime() - survivors.begun()));
        } finally {
            scene.world().start(victim);
        }
    }
}

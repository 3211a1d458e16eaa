package io.infrabot.chaos.fault;

import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Processes that go and come: rolling kills, and ends on request. */
final class Restarts {

    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final Duration EXIT = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private Restarts() {}

    static List<Fault> all() {
        return List.of(
                new Doing("F10", "a third of the services restarted by kill -9, again and again", Restarts::rolling),
                new Doing("F11", "SIGTERM of one service of each kind under load", Restarts::onRequest));
    }

    private static Outcome rolling(Scene scene) {
        var begun = System.nanoTime();
        var hold = scene.holdAtLeast(SHORTEST);
        int kills = 0;
        do {
            var services = new ArrayList<>(scene.world().members().stream()
                    .filter(member -> member.kind().isService())
                    .toList());
            var victims = new ArrayList<Member>();
            for (int i = Math.max(1, services.size() / 3); i > 0; i--) {
                victims.add(services.remove(scene.random().nextInt(services.size())));
            }
            scene.world().kill(victims.toArray(Member[]::new));
            scene.world().start(victims.toArray(Member[]::new));
            kills += victims.size();
            Pause.of(BETWEEN);
        } while (System.nanoTime() - begun < hold.toNanos());
        return Outcome.of("killed and restarted %d processes in %d s"
                .formatted(kills, Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
    }

    private static Outcome onRequest(Scene scene) {
        var outcome = Outcome.of("TERM to one of each kind");
        var held = new HashMap<Member, Set<OperationId>>();
        var begun = System.nanoTime();
        for (var kind : Kind.services()) {
            var leaver = scene.any(kind);
            held.put(leaver, scene.live().heldBy(new NodeId(leaver.id())));
            var exit = scene.world().term(leaver);
            scene.world().start(leaver);
            outcome = outcome.measured("exit of " + leaver, exit, EXIT);
        }
        for (var each : held.entrySet()) {
            var failed = scene.live()
                    .firstAfter(
                            begun,
                            logged -> logged.entry().fact() instanceof OperationFailed end
                                    && each.getValue().contains(end.operationId()));
            if (failed.isPresent()) {
                outcome = outcome.broken("an operation failed because %s was shut down".formatted(each.getKey()));
            }
        }
        return outcome;
    }
}

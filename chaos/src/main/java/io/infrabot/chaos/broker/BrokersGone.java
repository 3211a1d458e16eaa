package io.infrabot.chaos.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.Ends;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** So many brokers are gone that nothing can be stored: it is said at once, and what can be read is read (F18, F19). */
final class BrokersGone implements Fault {

    private static final Duration REFUSED = Duration.ofSeconds(1);
    private static final Duration AT_LEAST = Duration.ofSeconds(10);

    private final String id;
    private final String what;
    private final int brokers;
    private final int staying;

    private BrokersGone(String id, String what, int brokers, int staying) {
        this.id = id;
        this.what = what;
        this.brokers = brokers;
        this.staying = staying;
    }

    /** One of three stays, which may take nothing (F18). */
    static BrokersGone most() {
        return new BrokersGone("F18", "two brokers of three are killed", 3, 1);
    }

    /** None stays (F19). */
    static BrokersGone all() {
        return new BrokersGone("F19", "all brokers are killed", 1, 0);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public int brokers() {
        return brokers;
    }

    @Override
    public Outcome inject(Scene scene) {
        var world = scene.world();
        try (var cluster = new Cluster(world);
                var nodes = NodeWatch.on(world)) {
            cluster.awaitInSync();
            var session = world.api().session();
            world.api().success(world.api().noop(session));
            var door = new DoorUnderTest(world, session);
            var going =
                    cluster.brokers().subList(staying, cluster.brokers().size()).toArray(Member[]::new);
            var pids = door.sessionPids();
            var begun = Instant.now();
            try {
                world.kill(going);
                while (Instant.now().isBefore(begun.plus(scene.holdAtLeast(AT_LEAST)))) {
                    door.knock();
                }
            } finally {
                world.start(going);
            }
            var back = Instant.now();
            Waiting.until(() -> assertThat(world.api()
                            .post("/api/v1/tools/noop", Map.of("sessionId", session))
                            .body()
                            .path("decided")
                            .asBoolean())
                    .isTrue());
            var recovered = Duration.between(back, Instant.now());
            var outcome = door.judge(Outcome.of("killed %s; %s".formatted(List.of(going), door)), REFUSED)
                    .measured("recovered", recovered);
            if (!door.sessionPids().equals(pids)) {
                outcome = outcome.broken("a session service went down with them");
            }
            return nodes.judge(outcome.drained(Ends.of(world, List.of(session), door.taken())));
        }
    }
}

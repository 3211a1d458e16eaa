package io.infrabot.chaos.engine;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Pause;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.TagLoad;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The engine is gone for every node while operations pile up, and comes back (F35). */
final class EngineAway implements Fault {

    private static final Duration AT_LEAST = Duration.ofSeconds(12);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofSeconds(1);
    /** {@code infrabot.retry.attempts}. */
    private static final int ATTEMPTS = 4;

    private static final int HERD = 2;

    @Override
    public String id() {
        return "F35";
    }

    @Override
    public String what() {
        return "the engine is away while operations wait, and comes back";
    }

    @Override
    public Optional<String> obstacle() {
        return EngineProxy.obstacle();
    }

    @Override
    public Outcome inject(Scene scene) {
        var nodes = scene.world().members(Kind.DOCKER_OPS);
        try (var proxy = EngineProxy.open()) {
            try {
                restart(scene, nodes, Manner.USUAL.with("DOCKER_HOST", proxy.address()));
                return away(scene, proxy);
            } finally {
                proxy.admitAgain();
                restart(scene, nodes, Manner.USUAL);
            }
        }
    }

    private static Outcome away(Scene scene, EngineProxy proxy) {
        try (var load = TagLoad.on(scene.world(), 4)) {
            load.more(100);
            var calmFrom = Instant.now();
            Pause.of(CALM);
            var calm = peak(proxy, calmFrom, Instant.now());
            proxy.refuse();
            Pause.of(scene.holdAtLeast(AT_LEAST));
            var queued = load.taken();
            var back = Instant.now();
            proxy.admitAgain();
            Pause.of(CALM);
            var herd = peak(proxy, back, Instant.now());
            load.more(20);
            var ends = load.ends();
            var attempts = load.attemptsAtMost();
            var outcome = Outcome.of(
                            "the engine was away for %s; %s; %d calls a second at most before, %d at its return"
                                    .formatted(scene.holdAtLeast(AT_LEAST), ends.byStatus(), calm, herd))
                    .measured("drain", ends.drain());
            if (attempts > ATTEMPTS) {
                outcome = outcome.broken("an operation was attempted %d times".formatted(attempts));
            }
            if (herd > HERD * calm) {
                outcome = outcome.broken("a herd at its return: %d calls a second, %d before".formatted(herd, calm));
            }
            if (!ends.areOnly("SUCCEEDED", "FAILED")) {
                outcome = outcome.broken("of %d operations: %s".formatted(queued, ends.byStatus()));
            }
            return outcome;
        }
    }

    private static void restart(Scene scene, List<Member> nodes, Manner manner) {
        nodes.forEach(node -> scene.world().restart(node, manner));
    }

    /** The most calls that reached the engine in one second. */
    private static int peak(EngineProxy proxy, Instant from, Instant to) {
        var counted = new TreeMap<Long, Integer>();
        for (var call : proxy.calls()) {
            if (!call.at().isBefore(from) && call.at().isBefore(to)) {
                counted.merge(Duration.between(from, call.at()).dividedBy(WINDOW), 1, Integer::sum);
            }
        }
        return counted.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}

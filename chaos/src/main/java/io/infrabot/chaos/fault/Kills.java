package io.infrabot.chaos.fault;

import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.load.Ask;
import io.infrabot.chaos.load.Client;
import io.infrabot.chaos.load.Follower;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Registry;
import io.infrabot.testkit.world.ThrottlingProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** SIGKILL, at moments that hurt. */
final class Kills {

    private static final int BURST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MID_TOOL = Duration.ofSeconds(3);
    private static final int LAYERS = 2;
    private static final int LAYER_BYTES = 1024 * 1024;
    private static final long SLOWLY = 500_000;
    private static final int READERS = 100;

    private Kills() {}

    static List<Fault> all() {
        return List.of(
                new Doing("F01", "kill -9 of docker-ops before it takes its requests", Kills::beforeTaking),
                new Doing("F02", "kill -9 of docker-ops in the middle of a pull", Kills::midPull),
                new Doing(
                        "F03",
                        "kill -9 of tool-runner after a counted effect, before it could say so",
                        Kills::afterEffect),
                new Doing(
                        "F04",
                        "kill -9 of docker-ops right after one of its successes was taken in",
                        Kills::afterReport),
                new Doing("F05", "kill -9 of a session service while it folds", Kills::whileFolding),
                new Doing(
                        "F06", "kill -9 of a session service that " + READERS + " readers follow", Kills::withReaders),
                new Doing("F07", "kill -9 of tool-runner in the middle of a tool", Kills::midTool),
                new Doing("F08", "kill -9 of everything at once, restarted in any order", Kills::everything));
    }

    static Fault plain(Kind kind) {
        return new Doing("kill-" + kind.word(), "kill -9 of " + kind.word(), scene -> switch (kind) {
            case DOCKER_OPS -> beforeTaking(scene);
            case TOOL_RUNNER -> midTool(scene);
            case SESSION -> whileFolding(scene);
            case BROKER -> throw new IllegalArgumentException("brokers are another matter");
        });
    }

    /** What is asked for and killed at once: most of it has been placed, and not begun. */
    private static Outcome beforeTaking(Scene scene) {
        var session = scene.client().open();
        var victim = scene.any(Kind.DOCKER_OPS);
        burst(scene, session, BURST);
        return kill(scene, victim, "%s after a burst of %d tags".formatted(victim, BURST));
    }

    private static Outcome midPull(Scene scene) {
        var part = scene.any(List.of(10, 50, 90));
        try (var proxy = ThrottlingProxy.at(SLOWLY)) {
            var repository = Registry.newRepository();
            Registry.publish(repository, LAYERS, LAYER_BYTES);
            var image = Registry.through(proxy, repository);
            var session = scene.client().open();
            var pull = scene.client().insist(session, Ask.pull(image)).operation();
            var arrived = Pause.until(PATIENCE, () -> proxy.delivered() > (long) LAYERS * LAYER_BYTES * part / 100);
            var node = scene.live().operation(pull).map(operation -> operation.node());
            if (!arrived || node.isEmpty()) {
                return Outcome.of("nothing").broken("F02: the pull did not come as far as " + part + " %");
            }
            var victim = Member.dockerOps(Integer.parseInt(node.get().value().replaceAll(".*-", "")));
            var outcome = kill(scene, victim, "%s at %d %% of a pull".formatted(victim, part));
            proxy.limit(ThrottlingProxy.UNLIMITED);
            Pause.until(PATIENCE, () -> isOver(scene, pull));
            var there = EngineProbe.image(image).isPresent();
            EngineProbe.remove(image);
            return there && isOver(scene, pull) ? outcome : outcome.broken("F02: the pull was not finished");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The counter answers so late that its tool is between effect and report when it is killed. */
    private static Outcome afterEffect(Scene scene) {
        scene.load().counter().slowest(MID_TOOL);
        try {
            var session = scene.client().open();
            var counted = new ArrayList<OperationId>();
            for (int i = 0; i < BURST; i++) {
                counted.add(scene.load().ask(scene.client(), session, Ask.count()));
            }
            var victim = scene.any(Kind.TOOL_RUNNER);
            return unknown(scene, counted, kill(scene, victim, victim + " after counted effects"));
        } finally {
            scene.load().counter().usual();
        }
    }

    private static Outcome midTool(Scene scene) {
        var session = scene.client().open();
        var counted = new ArrayList<OperationId>();
        for (int i = 0; i < BURST / 2; i++) {
            counted.add(scene.load().ask(scene.client(), session, Ask.count(MID_TOOL)));
        }
        var victim = scene.any(Kind.TOOL_RUNNER);
        return unknown(scene, counted, kill(scene, victim, victim + " in the middle of tools"));
    }

    /** None of them is done again, and none hangs. */
    private static Outcome unknown(Scene scene, List<OperationId> counted, Outcome outcome) {
        var ended = Pause.until(PATIENCE, () -> counted.stream().allMatch(id -> isOverOrNothing(scene, id)));
        var failed = counted.stream()
                .filter(id -> scene.live()
                        .operation(id)
                        .filter(operation -> operation.status() == OperationStatus.FAILED)
                        .isPresent())
                .count();
        var told =
                outcome.retold("%s, %d of %d ended OUTCOME_UNKNOWN".formatted(outcome.told(), failed, counted.size()));
        return ended ? told : told.broken("counted effects have no end after " + PATIENCE);
    }

    private static Outcome afterReport(Scene scene) {
        var session = scene.client().open();
        var begun = System.nanoTime();
        burst(scene, session, BURST);
        var victim = scene.any(Kind.DOCKER_OPS);
        Pause.until(
                PATIENCE,
                () -> scene.live()
                        .firstAfter(
                                begun,
                                logged -> logged.entry().fact() instanceof OperationSucceeded end
                                        && end.sessionId().equals(session))
                        .isPresent());
        return kill(scene, victim, victim + " right after a success");
    }

    private static Outcome whileFolding(Scene scene) {
        var victim = scene.any(Kind.SESSION);
        return killSession(scene, victim, victim.id());
    }

    private static Outcome withReaders(Scene scene) {
        var session = scene.client().open();
        var readers = Stream.generate(() -> scene.load().follow(session))
                .limit(READERS)
                .toList();
        var victim = scene.any(Kind.SESSION);
        Pause.until(PATIENCE, () -> readers.stream().allMatch(reader -> reader.connections() > 0));
        burst(scene, session, BURST);
        var outcome = killSession(scene, victim, "%s with %d readers".formatted(victim, READERS));
        burst(scene, session, BURST);
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

    private static Outcome everything(Scene scene) {
        var all = scene.world().members();
        var begun = Survivors.of(scene, all.getFirst());
        scene.world().kill(all.toArray(Member[]::new));
        var order = new ArrayList<>(all);
        Collections.shuffle(order, new Random(scene.random().nextLong()));
        order.forEach(scene.world()::launch);
        scene.world().await(order.toArray(Member[]::new));
        scene.world().awaitNodes();
        return begun.recovered(Outcome.of("killed all %d, started again %s".formatted(all.size(), order)));
    }

    /** Kills a node, measures what the others make of it, and starts it again. */
    static Outcome kill(Scene scene, Member victim, String told) {
        var survivors = Survivors.of(scene, victim);
        scene.world().kill(victim);
        try {
            return survivors.ofNode(Outcome.of("killed %s, which had %d operations"
                    .formatted(told, survivors.held().size())));
        } finally {
            scene.world().start(victim);
        }
    }

    /** Kills one of the session services; measures when sessions can be read and written again; starts it again. */
    static Outcome killSession(Scene scene, Member victim, String told) {
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

    private static void burst(Scene scene, SessionId session, int size) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < size; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                var _ = scene.load()
                        .ask(scene.client(), session, scene.load().images().tag());
            }));
        }
        // the kill comes while they are under way
        Pause.of(Duration.ofMillis(scene.random().nextInt(20, 80)));
        scene.load().alsoJoin(threads);
    }

    /** What was asked for and could not be taken has no end. */
    private static boolean isOverOrNothing(Scene scene, OperationId id) {
        return scene.live().operation(id).map(operation -> operation.isOver()).orElse(true);
    }

    private static boolean isOver(Scene scene, OperationId id) {
        return scene.live().operation(id).map(operation -> operation.isOver()).orElse(false);
    }
}

package io.infrabot.chaos.fault;

import io.infrabot.chaos.load.Ask;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.ThrottlingProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SIGKILL of a node: of docker-ops and of tool-runner, at moments that hurt. */
final class NodeKills {

    private static final int BURST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MID_TOOL = Duration.ofSeconds(3);
    private static final int LAYERS = 2;
    private static final int LAYER_BYTES = 1024 * 1024;
    private static final long SLOWLY = 500_000;

    private NodeKills() {}

    /** What is asked for and killed at once: most of it has been placed, and not begun. */
    static Outcome beforeTaking(Scene scene) {
        var session = scene.client().open();
        var victim = scene.any(Kind.DOCKER_OPS);
        scene.burst(session, BURST);
        return kill(scene, victim, "%s after a burst of %d tags".formatted(victim, BURST));
    }

    static Outcome midPull(Scene scene) {
        var part = scene.any(List.of(10, 50, 90));
        try (var proxy = ThrottlingProxy.at(SLOWLY)) {
            var repository = RegistryProbe.newRepository();
            RegistryProbe.publish(repository, LAYERS, LAYER_BYTES);
            var image = RegistryProbe.through(proxy, repository);
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
    static Outcome afterEffect(Scene scene) {
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

    static Outcome midTool(Scene scene) {
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

    static Outcome afterReport(Scene scene) {
        var session = scene.client().open();
        var begun = System.nanoTime();
        scene.burst(session, BURST);
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

    /** What was asked for and could not be taken has no end. */
    private static boolean isOverOrNothing(Scene scene, OperationId id) {
        return scene.live().operation(id).map(operation -> operation.isOver()).orElse(true);
    }

    private static boolean isOver(Scene scene, OperationId id) {
        return scene.live().operation(id).map(operation -> operation.isOver()).orElse(false);
    }
}

package io.infrabot.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Pause;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.TagLoad;
import io.infrabot.testkit.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A node that is cut off from the brokers, though it lives and has its engine (F49, F50). */
final class NodeCutOff implements Fault {

    private static final Duration DETECT = Duration.ofSeconds(3);
    private static final Duration FAILOVER = Duration.ofSeconds(5);
    /** Tags at once, so that one node alone does not do them all. */
    private static final int ENOUGH_FOR_TWO = 6;

    /** As long as it takes to see that a node that is lost stays quiet. */
    private static final Duration AT_LEAST = Duration.ofSeconds(6);

    private final String id;
    private final String what;
    private final List<Cut> cuts;

    private NodeCutOff(String id, String what, List<Cut> cuts) {
        this.id = id;
        this.what = what;
        this.cuts = cuts;
    }

    /** Nothing goes in or out (F49). */
    static NodeCutOff bothWays() {
        return new NodeCutOff("F49", "a node is cut off both ways", List.of(Cut.BOTH));
    }

    /** First it hears nothing, then it is not heard (F50). */
    static NodeCutOff oneWay() {
        return new NodeCutOff("F50", "a node is cut off one way, then the other", List.of(Cut.IN, Cut.OUT));
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
    public Optional<String> obstacle() {
        return IsolatedNode.obstacle();
    }

    @Override
    public Outcome inject(Scene scene) {
        try (var node = IsolatedNode.of(scene.world());
                var load = TagLoad.on(scene.world(), ENOUGH_FOR_TWO)) {
            var outcome = Outcome.of("cut %s off: %s".formatted(node.member(), cuts));
            for (var cut : cuts) {
                outcome = cut(scene, node, load, cut, outcome);
            }
            return outcome.drained(load.ends());
        }
    }

    private Outcome cut(Scene scene, IsolatedNode node, TagLoad load, Cut cut, Outcome soFar) {
        Waiting.until(() -> assertThat(PlacementLog.hasBegun(load, node))
                .as("effects of the node before it is cut off")
                .isTrue());
        var name = cuts.size() == 1 ? "" : "-" + cut.name().toLowerCase(java.util.Locale.ROOT);
        var at = Instant.now();
        node.network().cut(cut);
        var detect = await(scene, node, "LOST", at);
        Pause.of(scene.holdAtLeast(AT_LEAST));
        var healedAt = Instant.now();
        node.network().heal();
        var back = await(scene, node, "ALIVE", healedAt);
        load.more(20);
        var ownership = PlacementLog.of(scene.world(), load, node);
        var failover = ownership.firstStartElsewhere(at, healedAt);
        var outcome = soFar.measured("detect" + name, detect, DETECT).measured("back" + name, back);
        outcome = failover.isPresent()
                ? outcome.measured("failover" + name, failover.get(), FAILOVER)
                : outcome.broken("%s: no work that was lost went on elsewhere".formatted(cut));
        for (var effect : ownership.effectsBehindFence(at, healedAt)) {
            outcome = outcome.broken("%s: an effect behind the fence: %s".formatted(cut, effect));
        }
        for (var effect : ownership.effectsWithoutRight()) {
            outcome = outcome.broken("%s: an effect of a run that was given away: %s".formatted(cut, effect));
        }
        return outcome;
    }

    private static Duration await(Scene scene, IsolatedNode node, String status, Instant since) {
        Waiting.until(() ->
                assertThat(scene.world().api().nodeStatus(node.member().id())).isEqualTo(status));
        return Duration.between(since, Instant.now());
    }
}

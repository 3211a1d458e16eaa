package io.infrabot.session.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat.Lane;
import io.infrabot.events.NodeId;
import io.infrabot.events.Target;
import io.infrabot.events.WaitingReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final String TAG = "docker.tag";
    private static final String PULL = "docker.pull";

    @Test
    void theNodeWithTheMostFreeSlotsTakesIt() {
        assertThat(choose(TAG, null, node("a", "e1", 3), node("b", "e1", 1))).isEqualTo("b");
    }

    @Test
    void aFullNodeStillQueues() {
        assertThat(choose(TAG, null, node("a", "e1", 4))).isEqualTo("a");
    }

    @Test
    void aNodeWhoseQueueIsFullTooMakesItWait() {
        assertThat(waitOf(TAG, Target.any(), null, node("a", "e1", 14))).isEqualTo(WaitingReason.NODES_BUSY);
    }

    @Test
    void whoKnocksIsSentToAFullNodeToo() {
        assertThat(Placement.choose(new PlacementRequest(TAG, Target.any(), null, true), List.of(node("a", "e1", 14))))
                .isInstanceOf(Placement.On.class);
    }

    @Test
    void roomIsWhatAllReachableNodesWouldTake() {
        var nodes = List.of(node("a", "e1", 4), node("b", "e1", 0), node("c", "e2", 0), node("d", "e1", 20));

        assertThat(Placement.room(new PlacementRequest(TAG, Target.any(), "e1", false), nodes))
                .isEqualTo(10 + 14);
        assertThat(Placement.room(new PlacementRequest("tool.noop", Target.any(), null, false), nodes))
                .isZero();
    }

    @Test
    void aTagStaysOnTheHomeEngine() {
        assertThat(choose(TAG, "e1", node("a", "e1", 4), node("b", "e2", 0))).isEqualTo("a");
        assertThat(waitOf(TAG, Target.any(), "e1", node("b", "e2", 0))).isEqualTo(WaitingReason.ENGINE_UNAVAILABLE);
    }

    @Test
    void aPullMayLeaveTheHomeEngineButPrefersIt() {
        assertThat(choose(PULL, "e1", node("a", "e1", 4), node("b", "e2", 0))).isEqualTo("a");
        assertThat(choose(PULL, "e1", node("b", "e2", 0))).isEqualTo("b");
    }

    @Test
    void aTargetIsObeyed() {
        var target = new Target(Target.Kind.node, "b", null);
        assertThat(Placement.choose(
                        new PlacementRequest(TAG, target, null, false),
                        List.of(node("a", "e1", 0), node("b", "e1", 3))))
                .isInstanceOfSatisfying(
                        Placement.On.class,
                        on -> assertThat(on.node().id().value()).isEqualTo("b"));
        assertThat(waitOf(TAG, new Target(Target.Kind.labels, null, Map.of("zone", "x")), null, node("a", "e1", 0)))
                .isEqualTo(WaitingReason.NO_MATCHING_NODE);
    }

    @Test
    void withoutACapableNodeItWaits() {
        assertThat(waitOf("tool.noop", Target.any(), null, node("a", "e1", 0)))
                .isEqualTo(WaitingReason.NO_CAPABLE_NODE);
    }

    private static String choose(String type, @Nullable String homeEngine, Candidate... nodes) {
        return ((Placement.On)
                        Placement.choose(new PlacementRequest(type, Target.any(), homeEngine, false), List.of(nodes)))
                .node()
                .id()
                .value();
    }

    private static WaitingReason waitOf(String type, Target target, @Nullable String homeEngine, Candidate... nodes) {
        return ((Placement.Wait)
                        Placement.choose(new PlacementRequest(type, target, homeEngine, false), List.of(nodes)))
                .reason();
    }

    private static Candidate node(String id, String engine, int used) {
        return new Candidate(
                new NodeId(id),
                "i1",
                true,
                true,
                engine,
                List.of(TAG, PULL),
                Map.of(),
                Map.of("metadata", new Lane(4, used, 0, 10, List.of(TAG, PULL))),
                Map.of());
    }
}

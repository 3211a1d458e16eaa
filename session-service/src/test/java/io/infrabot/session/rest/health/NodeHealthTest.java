package io.infrabot.session.rest.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.session.nodes.KnownNode;
import io.infrabot.session.nodes.LivenessState;
import io.infrabot.session.rest.health.HealthResource.Component;
import io.infrabot.session.rest.health.HealthResource.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeHealthTest {

    private static final Component NONE = new Component(Level.UNKNOWN, "no node has ever registered");

    @Test
    void twoKindsAreMissedBeforeOneHasRegistered() {
        assertThat(NodeHealth.of(List.of())).isEqualTo(Map.of("dockerOperations", NONE, "atomicFramework", NONE));
    }

    @Test
    void everyKindThatHasRegisteredIsAComponent() {
        var nodes = List.of(
                node("tool-runner", 1, LivenessState.ALIVE),
                node("greeter", 1, LivenessState.ALIVE),
                node("greeter", 2, LivenessState.LOST),
                node("archiver", 1, LivenessState.LEFT));

        assertThat(NodeHealth.of(nodes))
                .containsExactly(
                        Map.entry("dockerOperations", NONE),
                        Map.entry("atomicFramework", new Component(Level.HEALTHY, "1 of 1 nodes well")),
                        Map.entry("archiver", new Component(Level.UNHEALTHY, "0 of 1 nodes well")),
                        Map.entry("greeter", new Component(Level.DEGRADED, "1 of 2 nodes well")));
    }

    @Test
    void aNodeThatHasNotIntroducedItselfIsOfNoKind() {
        var stranger = new KnownNode(new NodeId("greeter-1"), null, null, LivenessState.ALIVE, Duration.ZERO);

        assertThat(NodeHealth.of(List.of(stranger))).containsOnlyKeys("dockerOperations", "atomicFramework");
    }

    private static KnownNode node(String kind, int number, LivenessState liveness) {
        var id = new NodeId(kind + "-" + number);
        return new KnownNode(
                id,
                new NodeRegistered(id, kind, "i", "host", "1", null, List.of(), Map.of(), 0, Instant.EPOCH),
                new Beat(
                        id,
                        kind,
                        "i",
                        1,
                        Instant.EPOCH,
                        null,
                        true,
                        List.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        0,
                        false,
                        false),
                liveness,
                Duration.ZERO);
    }
}

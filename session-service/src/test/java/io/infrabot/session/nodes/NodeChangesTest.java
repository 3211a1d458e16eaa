package io.infrabot.session.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.NodeId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeChangesTest {

    private final NodeChanges calls = new NodeChanges();

    @Test
    void oneLineAChange() {
        assertThat(calls.changes(List.of(node(LivenessState.ALIVE)))).containsExactly("node docker-ops-1 is ALIVE");
        assertThat(calls.changes(List.of(node(LivenessState.ALIVE)))).isEmpty();
        assertThat(calls.changes(List.of(node(LivenessState.LOST))))
                .containsExactly("node docker-ops-1 is LOST, it was ALIVE; silent for 2300 ms");
        assertThat(calls.changes(List.of(node(LivenessState.ALIVE))))
                .containsExactly("node docker-ops-1 is ALIVE, it was LOST");
        assertThat(calls.changes(List.of())).containsExactly("node docker-ops-1 is gone for good");
    }

    @Test
    void aShortSilenceIsNoNews() {
        calls.changes(List.of(node(LivenessState.ALIVE)));

        assertThat(calls.changes(List.of(node(LivenessState.SUSPECT)))).isEmpty();
        assertThat(calls.changes(List.of(node(LivenessState.ALIVE)))).isEmpty();
    }

    @Test
    void aNodeThatIsFirstSeenSilentIsSaidOnce() {
        assertThat(calls.changes(List.of(node(LivenessState.SUSPECT)))).containsExactly("node docker-ops-1 is SUSPECT");
        assertThat(calls.changes(List.of(node(LivenessState.SUSPECT)))).isEmpty();
    }

    private static KnownNode node(LivenessState liveness) {
        return new KnownNode(new NodeId("docker-ops-1"), null, null, liveness, Duration.ofMillis(2_300));
    }
}

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
        assertThat(calls.changes(List.of(node(Liveness.ALIVE)))).containsExactly("node docker-ops-1 is ALIVE");
        assertThat(calls.changes(List.of(node(Liveness.ALIVE)))).isEmpty();
        assertThat(calls.changes(List.of(node(Liveness.LOST))))
                .containsExactly("node docker-ops-1 is LOST, it was ALIVE; silent for 2300 ms");
        assertThat(calls.changes(List.of(node(Liveness.ALIVE))))
                .containsExactly("node docker-ops-1 is ALIVE, it was LOST");
        assertThat(calls.changes(List.of())).containsExactly("node docker-ops-1 is gone for good");
    }

    @Test
    void aShortSilenceIsNoNews() {
        calls.changes(List.of(node(Liveness.ALIVE)));

        assertThat(calls.changes(List.of(node(Liveness.SUSPECT)))).isEmpty();
        assertThat(calls.changes(List.of(node(Liveness.ALIVE)))).isEmpty();
    }

    @Test
    void aNodeThatIsFirstSeenSilentIsSaidOnce() {
        assertThat(calls.changes(List.of(node(Liveness.SUSPECT)))).containsExactly("node docker-ops-1 is SUSPECT");
        assertThat(calls.changes(List.of(node(Liveness.SUSPECT)))).isEmpty();
    }

    private static KnownNode node(Liveness liveness) {
        return new KnownNode(new NodeId("docker-ops-1"), null, null, liveness, Duration.ofMillis(2_300));
    }
}

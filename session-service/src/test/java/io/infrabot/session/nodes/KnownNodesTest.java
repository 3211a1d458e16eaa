package io.infrabot.session.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.RunId;
import io.infrabot.session.nodes.KnownNodes.Liveness;
import io.infrabot.session.placement.Nodes.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownNodesTest {

    private static final NodeId NODE = new NodeId("docker-ops-1");
    private static final RunId RUN = new RunId("run:1");

    private final KnownNodes nodes = new KnownNodes();
    private long nanos;

    @Test
    void aNodeThatFallsSilentIsSuspectedAndThenLost() {
        canaries(1);
        beat("i1");

        canaries(5);
        assertThat(liveness()).isEqualTo(Liveness.SUSPECT);

        canaries(6);
        assertThat(liveness()).isEqualTo(Liveness.LOST);
        assertThat(nodes.holding(NODE, "i1", RUN)).isInstanceOf(Holding.Lost.class);
    }

    @Test
    void noNodeIsLostWhileOurOwnBeatsDoNotComeBackEither() {
        canaries(1);
        beat("i1");

        nanos += Duration.ofMinutes(5).toNanos();
        canaries(1);

        assertThat(liveness()).isEqualTo(Liveness.ALIVE);
    }

    @Test
    void aNodeThatBeatsAgainIsAlive() {
        canaries(1);
        beat("i1");
        canaries(12);

        beat("i1");

        assertThat(liveness()).isEqualTo(Liveness.ALIVE);
    }

    @Test
    void theRunsOfAnEarlierIncarnationAreLostAtOnce() {
        canaries(1);
        beat("i2");

        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Lost(Duration.ZERO));
    }

    @Test
    void aNodeNeverHeardOfIsLostOnlyAfterTimeToSpeak() {
        canaries(1);
        assertThat(nodes.holding(NODE, "i1", RUN)).isInstanceOf(Holding.NotHeld.class);

        canaries(12);
        assertThat(nodes.holding(NODE, "i1", RUN)).isInstanceOf(Holding.Lost.class);
    }

    @Test
    void aRunCountsAgainstItsNodeUntilABeatShowsIt() {
        canaries(1);
        beat("i1");

        nodes.reserve(NODE, RUN, "docker.pull");
        assertThat(nodes.all().getFirst().reserved()).containsEntry("transfer", 1);

        beat("i1", RUN);
        assertThat(nodes.all().getFirst().reserved()).isEmpty();
        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Held());
    }

    private Liveness liveness() {
        return nodes.known().getFirst().liveness();
    }

    /** Lets that many of our own beats come back, 250 ms apart. */
    private void canaries(int count) {
        for (int i = 0; i < count; i++) {
            nodes.canarySeen(nanos);
            nanos += Duration.ofMillis(250).toNanos();
        }
    }

    private void beat(String incarnation, RunId... runs) {
        nodes.beat(new Beat(
                NODE,
                "docker-ops",
                incarnation,
                1,
                Instant.EPOCH,
                "engine",
                true,
                List.of("docker.pull"),
                Map.of(),
                Map.of("transfer", new Beat.Lane(16, 0, 0, 100, List.of("docker.pull"))),
                List.of(runs),
                3,
                false));
    }
}

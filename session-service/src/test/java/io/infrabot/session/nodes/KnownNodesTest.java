package io.infrabot.session.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Nodes.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What beats say: who is alive, suspect, lost, gone, and which runs each node holds. */
class KnownNodesTest extends NodesInTest {

    @Test
    void aNodeThatFallsSilentIsSuspectedAndThenLost() {
        echoes(1);
        beat("i1");

        echoes(5);
        assertThat(liveness()).isEqualTo(LivenessState.SUSPECT);

        echoes(6);
        assertThat(liveness()).isEqualTo(LivenessState.LOST);
        assertThat(nodes.holding(NODE, "i1", RUN)).isInstanceOf(Holding.Lost.class);
    }

    @Test
    void noNodeIsLostWhileOurOwnBeatsDoNotComeBackEither() {
        echoes(1);
        beat("i1");

        nanos += Duration.ofMinutes(5).toNanos();
        echoes(1);

        assertThat(liveness()).isEqualTo(LivenessState.ALIVE);
    }

    @Test
    void aNodeThatBeatsAgainIsAlive() {
        echoes(1);
        beat("i1");
        echoes(12);

        beat("i1");

        assertThat(liveness()).isEqualTo(LivenessState.ALIVE);
    }

    @Test
    void theRunsOfAnEarlierIncarnationAreLostAtOnce() {
        echoes(1);
        beat("i2");

        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Lost(Duration.ZERO));
    }

    @Test
    void aNodeThatLeavesGivesItsRunsAwayAtOnceAndTakesNoMore() {
        echoes(1);
        beat("i1", RUN);
        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Held());

        lastBeat("i1");

        assertThat(liveness()).isEqualTo(LivenessState.LEFT);
        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Lost(Duration.ZERO));
        assertThat(nodes.all()).noneMatch(Candidate::alive);
        assertThat(nodes.held()).isEmpty();
    }

    @Test
    void aNodeThatLeftAndComesBackIsAlive() {
        echoes(1);
        lastBeat("i1");

        beat("i2");

        assertThat(liveness()).isEqualTo(LivenessState.ALIVE);
        assertThat(nodes.all()).allMatch(Candidate::alive);
    }

    @Test
    void aNodeNeverHeardOfIsLostOnlyAfterTimeToSpeak() {
        echoes(1);
        assertThat(nodes.holding(NODE, "i1", RUN)).isInstanceOf(Holding.NotHeld.class);

        echoes(12);
        assertThat(nodes.holding(NODE, "i1", RUN)).isInstanceOf(Holding.Lost.class);
    }

    @Test
    void aRunCountsAgainstItsNodeUntilABeatShowsIt() {
        echoes(1);
        beat("i1");

        nodes.reserve(NODE, RUN, "docker.pull");
        assertThat(nodes.all().getFirst().reserved()).containsEntry("transfer", 1);

        beat("i1", RUN);
        assertThat(nodes.all().getFirst().reserved()).isEmpty();
        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Held());
    }

    @Test
    void whoeverBeatsUnderAThousandNamesDoesNotFillTheMemory() {
        echoes(1);
        beat("i1");
        nodes.registered(NODE, registration("i1"));
        for (int i = 0; i < 1_500; i++) {
            beatOf(new NodeId("ghost-" + i));
        }
        var whileTheyLive = nodes.known().size();

        echoes(12);
        beatOf(new NodeId("late"));

        assertThat(whileTheyLive).isEqualTo(1_000);
        assertThat(nodes.known()).hasSize(1_000).extracting(KnownNode::id).contains(NODE, new NodeId("late"));
    }

    private void beatOf(NodeId node) {
        nodes.beat(new Beat(
                node,
                "docker-ops",
                "i1",
                1,
                Instant.EPOCH,
                null,
                true,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                3,
                false,
                false));
    }
}

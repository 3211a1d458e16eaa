package io.infrabot.session.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.RunId;
import io.infrabot.session.placement.Candidate;
import io.infrabot.session.placement.Nodes.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownNodesTest {

    private static final NodeId NODE = new NodeId("docker-ops-1");
    private static final RunId RUN = new RunId("run:1");

    private final KnownNodes nodes = new KnownNodes();
    private long nanos;

    @Test
    void whoDecidesWaitsUntilTheRegistrationsHaveBeenRead() throws InterruptedException {
        nodes.expectRegistrations();
        var decider = Thread.ofVirtual().start(nodes::awaitRegistrations);
        assertThat(decider.join(Duration.ofMillis(50))).isFalse();

        nodes.registrationsRead();

        assertThat(decider.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aNodeThatFallsSilentIsSuspectedAndThenLost() {
        echoes(1);
        beat("i1");

        echoes(5);
        assertThat(liveness()).isEqualTo(Liveness.SUSPECT);

        echoes(6);
        assertThat(liveness()).isEqualTo(Liveness.LOST);
        assertThat(nodes.holding(NODE, "i1", RUN)).isInstanceOf(Holding.Lost.class);
    }

    @Test
    void noNodeIsLostWhileOurOwnBeatsDoNotComeBackEither() {
        echoes(1);
        beat("i1");

        nanos += Duration.ofMinutes(5).toNanos();
        echoes(1);

        assertThat(liveness()).isEqualTo(Liveness.ALIVE);
    }

    @Test
    void aNodeThatBeatsAgainIsAlive() {
        echoes(1);
        beat("i1");
        echoes(12);

        beat("i1");

        assertThat(liveness()).isEqualTo(Liveness.ALIVE);
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

        assertThat(liveness()).isEqualTo(Liveness.LEFT);
        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Lost(Duration.ZERO));
        assertThat(nodes.all()).noneMatch(Candidate::alive);
        assertThat(nodes.held()).isEmpty();
    }

    @Test
    void aNodeThatLeftAndComesBackIsAlive() {
        echoes(1);
        lastBeat("i1");

        beat("i2");

        assertThat(liveness()).isEqualTo(Liveness.ALIVE);
        assertThat(nodes.all()).allMatch(Candidate::alive);
    }

    @Test
    void whoeverLeavesForGoodIsForgottenButNotWhatItCouldDo() {
        echoes(1);
        beat("i1");
        nodes.registered(NODE, registration("i1"));

        nodes.registered(NODE, null);
        assertThat(liveness()).isEqualTo(Liveness.ALIVE);
        lastBeat("i1");

        assertThat(nodes.known()).isEmpty();
        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Lost(Duration.ZERO));
        assertThat(nodes.schemaOf("tool.wc")).isNotNull();
    }

    @Test
    void aNodeThatOnlyStopsStaysKnown() {
        echoes(1);
        beat("i1");
        nodes.registered(NODE, registration("i1"));

        lastBeat("i1");

        assertThat(liveness()).isEqualTo(Liveness.LEFT);
    }

    @Test
    void ofTwoProcessesUnderOneIdTheOneThatFirstRegisteredLaterIsTheNode() {
        echoes(1);
        nodes.registered(NODE, registration("i1"), 10);
        nodes.registered(NODE, registration("i2"), 20);
        beat("i2", RUN);

        // the other one registers again, because its engine is another one, and goes on beating
        nodes.registered(NODE, registration("i1", 10L), 30);
        beat("i1");

        assertThat(nodes.known().getFirst().registration()).isEqualTo(registration("i2"));
        assertThat(nodes.holding(NODE, "i2", RUN)).isEqualTo(new Holding.Held());
        assertThat(nodes.holding(NODE, "i1", RUN)).isEqualTo(new Holding.Lost(Duration.ZERO));
    }

    @Test
    void whoReadsOnlyWhatCompactionLeftAgrees() {
        nodes.registered(NODE, registration("i2", 20L), 25);
        nodes.registered(NODE, registration("i1", 10L), 30);

        assertThat(nodes.known().getFirst().registration()).isEqualTo(registration("i2", 20L));
    }

    @Test
    void aTopicThatWasMadeAnewIsReadAsOne() {
        echoes(1);
        nodes.registered(NODE, registration("i1"), 10);

        nodes.registered(NODE, registration("i2"), 0);
        beat("i2", RUN);

        assertThat(nodes.holding(NODE, "i2", RUN)).isEqualTo(new Holding.Held());
    }

    @Test
    void aLostNodeThatIsForgottenIsGoneUntilItIsHeardAgain() {
        echoes(1);
        nodes.registered(NODE, registration("i1"), 10);
        beat("i1");
        echoes(12);
        assertThat(liveness()).isEqualTo(Liveness.LOST);

        nodes.registered(NODE, null, 11);
        assertThat(nodes.known()).isEmpty();

        beat("i1");
        assertThat(liveness()).isEqualTo(Liveness.ALIVE);
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

    private Liveness liveness() {
        return nodes.known().getFirst().liveness();
    }

    /** Lets that many of our own beats come back, 250 ms apart. */
    private void echoes(int count) {
        for (int i = 0; i < count; i++) {
            nodes.echoSeen(nanos);
            nanos += Duration.ofMillis(250).toNanos();
        }
    }

    private static NodeRegistered registration(String incarnation) {
        return registration(incarnation, null);
    }

    private static NodeRegistered registration(String incarnation, @Nullable Long firstOffset) {
        var tool = new NodeRegistered.Tool("tool.wc", "counts words", Map.of("type", "object"));
        return new NodeRegistered(
                NODE,
                "tool-runner",
                incarnation,
                "host",
                "1",
                null,
                List.of(tool),
                Map.of(),
                3,
                Instant.EPOCH,
                firstOffset);
    }

    private void beat(String incarnation, RunId... runs) {
        beat(incarnation, false, runs);
    }

    private void lastBeat(String incarnation, RunId... runs) {
        beat(incarnation, true, runs);
    }

    private void beat(String incarnation, boolean leaving, RunId... runs) {
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
                leaving,
                leaving));
    }
}

package io.infrabot.session.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.session.placement.Nodes.Holding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What registrations say: who is the node of an id, and who is forgotten. */
class RegisteredNodesTest extends NodesInTest {

    @Test
    void whoDecidesWaitsUntilTheRegistrationsHaveBeenRead() throws InterruptedException {
        nodes.expectRegistrations();
        var decider = Thread.ofVirtual().start(nodes::awaitRegistrations);
        assertThat(decider.join(Duration.ofMillis(50))).isFalse();

        nodes.registrationsRead();

        assertThat(decider.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void whoeverLeavesForGoodIsForgottenButNotWhatItCouldDo() {
        echoes(1);
        beat("i1");
        nodes.registered(NODE, registration("i1"));

        nodes.registered(NODE, null);
        assertThat(liveness()).isEqualTo(LivenessState.ALIVE);
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

        assertThat(liveness()).isEqualTo(LivenessState.LEFT);
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
        assertThat(liveness()).isEqualTo(LivenessState.LOST);

        nodes.registered(NODE, null, 11);
        assertThat(nodes.known()).isEmpty();

        beat("i1");
        assertThat(liveness()).isEqualTo(LivenessState.ALIVE);
    }
}

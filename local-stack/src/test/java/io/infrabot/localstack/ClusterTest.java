package io.infrabot.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.localstack.Cluster.Voter;
import io.infrabot.localstack.LocalBroker.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private static final List<Voter> THREE =
            List.of(new Voter(1, "10.0.0.1", 9093), new Voter(2, "10.0.0.2", 9094), new Voter(3, "10.0.0.3", 9095));

    @Test
    void votersAreReadAsTheyAreWritten() {
        assertThat(Cluster.votersOf("1@10.0.0.1:9093,2@10.0.0.2:9094,3@10.0.0.3:9095"))
                .isEqualTo(THREE);
    }

    @Test
    void everyBrokerOfAClusterFindsTheSameIdByItself() {
        assertThat(new Cluster(1, "10.0.0.1", THREE).id()).isEqualTo(new Cluster(3, "10.0.0.3", THREE).id());
        assertThat(Cluster.alone().id()).isNotEqualTo(Cluster.alone().id());
    }

    @Test
    void aNodeThatIsNoVoterIsRefused() {
        assertThatThrownBy(() -> new Cluster(4, "10.0.0.1", THREE))
                .hasMessage("node 4 is not among the voters 1@10.0.0.1:9093,2@10.0.0.2:9094,3@10.0.0.3:9095");
    }

    @Test
    void aVoterWithoutAPortIsQuoted() {
        assertThatThrownBy(() -> Cluster.votersOf("1@10.0.0.1")).hasMessage("a voter is ID@HOST:PORT, not 1@10.0.0.1");
    }

    @Test
    void aControllerPortThatTheOthersDoNotKnowIsRefused() {
        var cluster = new Cluster(1, "10.0.0.1", THREE);

        assertThatThrownBy(() -> new Settings(Path.of("data"), 9092, 9099, cluster))
                .hasMessage("controllerPort is 9099, but the voters say 9093");
    }
}

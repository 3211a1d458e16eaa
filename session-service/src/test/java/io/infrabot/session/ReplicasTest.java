package io.infrabot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    @Test
    void ofThreeCopiesTwoHoldARecordBeforeItCounts() {
        assertThat(new Replicas((short) 3).with(Map.of("cleanup.policy", "compact")))
                .containsOnly(Map.entry("cleanup.policy", "compact"), Map.entry("min.insync.replicas", "2"));
    }

    @Test
    void aSingleCopyLeavesTheSettingsAsTheyAre() {
        assertThat(new Replicas((short) 1).with(Map.of())).isEmpty();
    }

    @Test
    void noCopyIsRefused() {
        assertThatThrownBy(() -> new Replicas((short) 0))
                .hasMessage("infrabot.session.replicas must be 1 or more, but is 0");
    }
}

package io.infrabot.session.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DerivedSettingsTest {

    @Test
    void theGroupHearsOfUsFourTimesBeforeItMissesUs() {
        assertThat(DerivedSettings.heartbeat("2500")).isEqualTo(625);
        assertThat(DerivedSettings.heartbeat(null)).isEqualTo(1500);
    }
}

package io.infrabot.session.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DerivedSettingsTest {

    @Test
    void theGroupHearsOfUsEightTimesBeforeItMissesUs() {
        assertThat(DerivedSettings.heartbeat("2500")).isEqualTo(312);
        assertThat(DerivedSettings.heartbeat(null)).isEqualTo(750);
    }
}

package io.infrabot.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PairingTest {

    private final Pairing pairing = new Pairing();

    @Test
    void countsFromTheIntendedMomentToTheEnd() {
        pairing.asked("a", 1_000_000);
        pairing.ended("a", 3_000_000);

        assertThat(pairing.latencies().n()).isEqualTo(1);
        assertThat(pairing.latencies().p50()).isBetween(1_998.0, 2_002.0);
        assertThat(pairing.open()).isZero();
    }

    @Test
    void anEndMayBeHeardOfBeforeTheAnswer() {
        pairing.ended("a", 3_000_000);
        pairing.asked("a", 1_000_000);

        assertThat(pairing.latencies().n()).isEqualTo(1);
        assertThat(pairing.open()).isZero();
    }

    @Test
    void whatHasNoEndStaysOpenAndIsNotCounted() {
        pairing.asked("a", 1);
        pairing.ended("another", 2);

        assertThat(pairing.open()).isEqualTo(1);
        assertThat(pairing.latencies().n()).isZero();
    }
}

package io.infrabot.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.infrabot.docker.engine.EngineMessage.LayerMoved;
import org.junit.jupiter.api.Test;

class LayerProgressTest {

    private final LayerProgress layers = new LayerProgress();

    @Test
    void theWholeIsWeighedByBytes() {
        layers.receive(new LayerMoved("a", "Downloading", 90L, 100L));
        layers.receive(new LayerMoved("b", "Downloading", 0L, 300L));

        var progress = layers.progress("pulled");

        assertThat(progress.fraction()).isCloseTo(0.9 * 90 / 400, within(1e-9));
        assertThat(progress.currentBytes()).isEqualTo(90);
        assertThat(progress.totalBytes()).isEqualTo(400);
    }

    @Test
    void layersThatAreThereCostNothingAndAreDone() {
        var moved = layers.receive(new LayerMoved("a", "Already exists", null, null));

        assertThat(moved).isZero();
        assertThat(layers.progress("pulled").fraction()).isEqualTo(1.0);
    }

    @Test
    void aDownloadedLayerCountsInFullEvenIfItsLastBytesWereNotTold() {
        layers.receive(new LayerMoved("a", "Downloading", 60L, 100L));

        var rest = layers.receive(new LayerMoved("a", "Download complete", null, null));

        assertThat(rest).isEqualTo(40);
    }

    @Test
    void unpackingIsTheLastTenth() {
        layers.receive(new LayerMoved("a", "Downloading", 100L, 100L));
        layers.receive(new LayerMoved("a", "Extracting", 50L, 100L));

        assertThat(layers.progress("pulled").fraction()).isCloseTo(0.95, within(1e-9));
    }
}

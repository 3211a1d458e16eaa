package io.infrabot.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.infrabot.docker.engine.EngineMessage.LayerMoved;
import org.junit.jupiter.api.Test;

class LayerBoardTest {

    private final LayerBoard board = new LayerBoard();

    @Test
    void theWholeIsWeighedByBytes() {
        board.hear(new LayerMoved("a", "Downloading", 90L, 100L));
        board.hear(new LayerMoved("b", "Downloading", 0L, 300L));

        var progress = board.progress("pulled");

        assertThat(progress.fraction()).isCloseTo(0.9 * 90 / 400, within(1e-9));
        assertThat(progress.currentBytes()).isEqualTo(90);
        assertThat(progress.totalBytes()).isEqualTo(400);
    }

    @Test
    void layersThatAreThereCostNothingAndAreDone() {
        var moved = board.hear(new LayerMoved("a", "Already exists", null, null));

        assertThat(moved).isZero();
        assertThat(board.progress("pulled").fraction()).isEqualTo(1.0);
    }

    @Test
    void aDownloadedLayerCountsInFullEvenIfItsLastBytesWereNotTold() {
        board.hear(new LayerMoved("a", "Downloading", 60L, 100L));

        var rest = board.hear(new LayerMoved("a", "Download complete", null, null));

        assertThat(rest).isEqualTo(40);
    }

    @Test
    void unpackingIsTheLastTenth() {
        board.hear(new LayerMoved("a", "Downloading", 100L, 100L));
        board.hear(new LayerMoved("a", "Extracting", 50L, 100L));

        assertThat(board.progress("pulled").fraction()).isCloseTo(0.95, within(1e-9));
    }
}

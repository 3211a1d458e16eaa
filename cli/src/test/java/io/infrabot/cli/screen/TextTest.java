package io.infrabot.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(new Table("TYPE", "STATUS")
                        .row("docker.pull", "SUCCEEDED")
                        .row("x", 7)
                        .lines())
                .containsExactly("TYPE         STATUS", "docker.pull  SUCCEEDED", "x            7");
    }

    @Test
    void secondsHaveTwoPlaces() {
        assertThat(Text.seconds(Duration.ofMillis(4_218))).isEqualTo("4.22");
        assertThat(Text.seconds(null)).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource({"'', 100", "120, 120", "0, 100", "-5, 100", "abc, 100", "10, 40", "99999999999, 100"})
    void theWidthComesFromColumnsWhereItMakesSense(String columns, int width) {
        assertThat(Terminal.widthOf(columns)).isEqualTo(width);
    }
}

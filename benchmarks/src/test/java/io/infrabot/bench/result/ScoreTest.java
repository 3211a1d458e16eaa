package io.infrabot.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.bench.measure.Contest.Round;
import io.infrabot.bench.measure.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTest {

    @Test
    void theMedianOfTheRoundsRatiosIsNotTheRatioOfTheMedians() {
        var rounds = List.of(round(10, 1), round(2, 2), round(30, 10));

        var score = Score.of(
                "ratio",
                "×",
                rounds,
                round -> round.of("A").value("v") / round.of("B").value("v"),
                Target.none());

        assertThat(score.rounds()).containsExactly(10.0, 1.0, 3.0);
        assertThat(score.value()).isEqualTo(3);
        assertThat(score.words()).isEqualTo("3× (1–10)");
        assertThat(score.verdict()).isEqualTo("told");
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Score("x", "", List.of(4.0, 1.0, 2.0, 100.0), Target.none()).value())
                .isEqualTo(3);
    }

    @Test
    void aTargetIsHitByItsBoundAndMissedBeyond() {
        assertThat(new Score("x", "", List.of(1.3), Target.atMost(1.3)).verdict())
                .isEqualTo("hit");
        assertThat(new Score("x", "", List.of(1.31), Target.atMost(1.3)).verdict())
                .isEqualTo("MISS");
        assertThat(new Score("x", "/s", List.of(999.0), Target.atLeast(1000)).verdict())
                .isEqualTo("MISS");
        assertThat(Target.atLeast(5000).words()).isEqualTo("≥ 5,000");
    }

    private static Round round(double a, double b) {
        return new Round(Map.of("A", Reading.of("v", a), "B", Reading.of("v", b)), List.of(1.0));
    }
}

package io.infrabot.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ContestTest {

    private static final Pace PACE = new Pace(2, Duration.ofSeconds(3), Duration.ofSeconds(1));

    @Test
    void subjectsTakeTurnsAfterEachHasWarmedUp() throws Exception {
        var turns = new ArrayList<String>();
        try (var control = new Control()) {
            var contest = new Contest(PACE, control, _ -> {});
            for (var name : new String[] {"A", "B"}) {
                contest.with(name, time -> {
                    turns.add(name + time.toSeconds());
                    return Reading.of("turn", turns.size());
                });
            }

            var rounds = contest.run();

            assertThat(turns).containsExactly("A1", "B1", "A3", "B3", "A3", "B3");
            assertThat(rounds.cold().of("B").value("turn")).isEqualTo(2);
            assertThat(rounds.warm()).hasSize(2);
            assertThat(rounds.warm().getLast().of("A").value("turn")).isEqualTo(5);
            assertThat(rounds.warm().getFirst().controls()).hasSize(2).allMatch(p95 -> p95 > 0);
        }
    }
}

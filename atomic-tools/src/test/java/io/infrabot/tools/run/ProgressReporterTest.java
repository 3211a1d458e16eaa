package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Progress;
import io.infrabot.tools.ToolProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {

    private final ManualTime time = new ManualTime();
    private final List<Progress> said = new ArrayList<>();
    private final ProgressReporter reporter =
            new ProgressReporter(NodeScenario.work("run-1", "team-a", false), time, said::add);

    @Test
    void atMostFourASecondAreSentAndAlwaysTheLast() {
        for (int i = 0; i < 1_000; i++) {
            reporter.publish(1, ToolProgress.of(i / 1_000.0, "line " + i));
            time.pass(Duration.ofMillis(1));
        }
        reporter.close();

        assertThat(said).hasSizeBetween(4, 5);
        assertThat(said.getLast().message()).isEqualTo("line 999");
    }

    @Test
    void theFractionNeverFallsWithinAnAttempt() {
        reporter.publish(1, ToolProgress.of(0.5, "half"));
        time.pass(Duration.ofSeconds(1));
        reporter.publish(1, ToolProgress.of(0.2, "less"));
        time.pass(Duration.ofSeconds(1));
        reporter.publish(2, ToolProgress.of(0.1, "again"));

        assertThat(said).extracting(Progress::fraction).containsExactly(0.5, 0.5, 0.1);
        assertThat(said).extracting(Progress::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theLastIsRepeatedEveryFiveSecondsUntilTheEnd() {
        reporter.publish(1, ToolProgress.of(0.5, "half"));
        time.pass(Duration.ofSeconds(11));
        reporter.close();
        time.pass(Duration.ofSeconds(60));

        assertThat(said).hasSize(3);
    }

    @Test
    void nothingIsSentAfterTheEnd() {
        reporter.close();
        reporter.publish(1, ToolProgress.of(0.5, "late"));

        assertThat(said).isEmpty();
    }
}

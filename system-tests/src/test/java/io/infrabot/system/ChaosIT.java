package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.run.Chaos;
import io.infrabot.chaos.run.Faults;
import io.infrabot.chaos.run.Plan;
import io.infrabot.events.SessionEvent.OperationNodeLost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bounded set of what {@code ./infrabot chaos} does without end: two of everything, and each kind dies once. */
class ChaosIT {

    private static final long SEED = 3;
    private static final int ENOUGH = 300;

    @Test
    void nothingIsLostOrDoneTwiceWhileServicesDieAndClientsRace() throws InterruptedException {
        var faults = Stream.of("F05", "F01", "F07", "F09", "F11", "F21", "F68", "F69")
                .map(id -> Faults.named(id).orElseThrow())
                .toList();
        var folder = Path.of(System.getProperty("infrabot.tests.dir"), "chaos");

        var verdict = new Chaos(new Plan(SEED, Duration.ofMinutes(1), faults, true), System.out::println).run(folder);

        assertThat(verdict.anomalies()).isEmpty();
        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.surprises()).isEmpty();
        // and all of it really happened
        assertThat(verdict.faults()).isEqualTo(faults.size());
        assertThat(verdict.evidence().attempts()).hasSizeGreaterThan(ENOUGH);
        assertThat(verdict.evidence().effects()).isNotEmpty().anyMatch(effect -> effect.count() == 1);
        assertThat(verdict.evidence().history())
                .anyMatch(logged -> logged.entry().fact() instanceof OperationNodeLost);
        assertThat(verdict.evidence().streams()).isNotEmpty();
    }
}

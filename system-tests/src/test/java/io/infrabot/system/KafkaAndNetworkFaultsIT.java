package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.infrabot.chaos.run.Chaos;
import io.infrabot.chaos.run.Faults;
import io.infrabot.chaos.run.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A bounded set of what happens to brokers, topics and networks; the rest is in {@code ./infrabot chaos}. */
class KafkaAndNetworkFaultsIT {

    private static final long SEED = 49;

    /** Three brokers, each of which is restarted in its turn. */
    @Test
    void whatBrokersAcknowledgedIsKeptAndNoNodeIsCalledLostForThem() throws InterruptedException {
        assertClean("brokers", "F16", "F25", "F28");
    }

    /** Needs root, iproute2 and iptables. */
    @Test
    void aNodeThatIsCutOffIsReplacedAndKeepsQuiet() throws InterruptedException {
        assumePossible("F49");
        assertClean("network", "F31", "F49");
    }

    private static void assertClean(String folder, String... ids) throws InterruptedException {
        var faults = Stream.of(ids).map(id -> Faults.named(id).orElseThrow()).toList();
        var plan = new Plan(SEED, Duration.ofMinutes(1), faults, true);

        var verdict = new Chaos(plan, System.out::println)
                .run(Path.of(System.getProperty("infrabot.tests.dir"), "chaos-" + folder));

        assertThat(verdict.broken()).isEmpty();
        assertThat(verdict.anomalies()).isEmpty();
        assertThat(verdict.surprises()).isEmpty();
        assertThat(verdict.faults()).isEqualTo(List.of(ids).size());
    }

    private static void assumePossible(String id) {
        var obstacle = Faults.named(id).orElseThrow().obstacle();
        assumeTrue(obstacle.isEmpty(), () -> id + " is skipped: " + obstacle.orElse(""));
    }
}

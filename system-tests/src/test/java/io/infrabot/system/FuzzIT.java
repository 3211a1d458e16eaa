package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fuzz.Fuzz;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A minute of what {@code ./infrabot chaos --fuzz} does for ten. */
class FuzzIT {

    private static final long SEED = 9;

    @Test
    void nonsenseThroughBothDoorsBreaksNothingAndWhatIsAcceptedIsKept() throws InterruptedException {
        var folder = Path.of(System.getProperty("infrabot.tests.dir"), "fuzz");

        assertThat(new Fuzz(SEED, Duration.ofMinutes(1), System.out::println).run(folder))
                .isEmpty();
    }
}

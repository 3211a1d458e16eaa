package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds for every decision. */
class DeciderTest extends DeciderInTest {

    @Test
    void theTimeOfFactsNeverGoesBackWithinASession() {
        ask(create(null));
        now = NOON.minus(Duration.ofHours(1));

        assertThat(ask(pull()))
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.at()).isEqualTo(NOON));
    }

    @Test
    void anInputThatIsDeliveredAgainChangesNothing() {
        ask(create(null));
        offset--;

        assertThat(decide(pull())).isEqualTo(new Decision.Nothing());
    }
}

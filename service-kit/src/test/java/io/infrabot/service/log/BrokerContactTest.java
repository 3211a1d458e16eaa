package io.infrabot.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerContactTest {

    private final List<String> said = new ArrayList<>();
    private final BrokerContact contact = new BrokerContact(said::add, said::add);
    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    @Test
    void oneLineWhenItGoesAndOneWhenItComesBack() {
        contact.answered(now);
        for (var each = 0; each < 40; each++) {
            after(250);
            contact.look(now);
        }
        contact.answered(now);
        after(250);
        contact.answered(now);

        assertThat(said)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("the broker answers"),
                        line -> assertThat(line).isEqualTo("the broker does not answer, for 2.3 s now; waiting for it"),
                        line -> assertThat(line).startsWith("the broker answers again after 10.0 s; 0 lines"));
    }

    @Test
    void aShortSilenceIsNoAbsence() {
        contact.answered(now);
        after(1_900);
        contact.look(now);
        contact.answered(now);

        assertThat(said).hasSize(1);
    }

    @Test
    void beforeItHasAnsweredOnceNothingIsSaidOfIt() {
        after(60_000);
        contact.look(now);

        assertThat(said).isEmpty();
    }

    private void after(long milliseconds) {
        now += Duration.ofMillis(milliseconds).toNanos();
    }
}

package io.infrabot.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final int TWO_ROUNDS = 8;

    private record Named(String id, int brokers, Optional<String> obstacle) implements Fault {

        Named(String id) {
            this(id, 1, Optional.empty());
        }

        @Override
        public String what() {
            return id;
        }

        @Override
        public Outcome inject(Scene scene) {
            return Outcome.of(id);
        }
    }

    private static final List<Fault> FOUR =
            List.of(new Named("F1"), new Named("F2"), new Named("F3"), new Named("F4", 3, Optional.empty()));

    @Test
    void theSameSeedGivesTheSameOrderAndAnotherSeedAnother() {
        assertThat(order(7)).isEqualTo(order(7)).isNotEqualTo(order(8));
    }

    @Test
    void everyFaultComesOnceARound() {
        assertThat(order(7).subList(0, FOUR.size())).containsExactlyInAnyOrder("F1", "F2", "F3", "F4");
        assertThat(order(7).subList(FOUR.size(), TWO_ROUNDS)).containsExactlyInAnyOrder("F1", "F2", "F3", "F4");
    }

    @Test
    void chosenFaultsComeOnceAndInTheGivenOrder() {
        var ids = new ArrayList<String>();
        new Plan(7, Duration.ofMinutes(1), FOUR, true).order().forEachRemaining(fault -> ids.add(fault.id()));

        assertThat(ids).containsExactly("F1", "F2", "F3", "F4");
    }

    @Test
    void whatCannotBeInjectedHereIsSkippedAndNamed() {
        var impossible = new Named("F5", 1, Optional.of("needs root"));
        var plan = new Plan(7, Duration.ofMinutes(1), List.of(impossible), false);

        assertThat(plan.order().hasNext()).isFalse();
        assertThat(plan.impossible()).containsExactly(impossible);
    }

    @Test
    void theWorldHasAsManyBrokersAsTheMostDemandingFaultWants() {
        assertThat(new Plan(7, Duration.ofMinutes(1), FOUR, false).brokers()).isEqualTo(3);
        assertThat(new Plan(7, Duration.ofMinutes(1), FOUR.subList(0, 3), false).brokers())
                .isEqualTo(1);
    }

    @Test
    void timesAreJudgedByTheirMaximum() {
        var figures = Figures.of(List.of(Duration.ofMillis(3), Duration.ofMillis(1), Duration.ofMillis(2)));

        assertThat(figures).isEqualTo(new Figures(3, Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(3)));
    }

    private static List<String> order(long seed) {
        var order = new Plan(seed, Duration.ofMinutes(1), FOUR, false).order();
        var ids = new ArrayList<String>();
        for (int i = 0; i < TWO_ROUNDS; i++) {
            ids.add(order.next().id());
        }
        return ids;
    }
}

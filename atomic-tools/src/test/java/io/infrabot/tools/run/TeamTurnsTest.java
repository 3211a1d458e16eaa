package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeamTurnsTest {

    private final TeamTurns<String> turns = new TeamTurns<>(5);

    @Test
    void teamsTakeTurnsAndKeepTheirOwnOrder() {
        turns.offer("a", "a1");
        turns.offer("a", "a2");
        turns.offer("a", "a3");
        turns.offer("b", "b1");
        turns.offer("c", "c1");

        assertThat(drained()).containsExactly("a1", "b1", "c1", "a2", "a3");
    }

    @Test
    void aFullQueueTakesNoMore() {
        for (int i = 0; i < 5; i++) {
            turns.offer("a", "a" + i);
        }

        assertThat(turns.offer("b", "b1")).isFalse();
    }

    @Test
    void whatIsRemovedLeavesRoomAndIsNotPolled() {
        turns.offer("a", "a1");
        turns.offer("b", "b1");

        assertThat(turns.remove("a", "a1")).isTrue();
        assertThat(turns.remove("a", "a1")).isFalse();
        assertThat(drained()).containsExactly("b1");
        assertThat(turns.size()).isZero();
    }

    private List<String> drained() {
        var all = new ArrayList<String>();
        for (var next = turns.poll(); next.isPresent(); next = turns.poll()) {
            all.add(next.get());
        }
        return all;
    }
}

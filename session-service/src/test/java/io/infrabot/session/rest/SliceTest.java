package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {

    @Test
    void theFirstAreKeptInWhateverOrderTheyCome() {
        assertThat(slice(5, 1_000, shuffled(100)).items()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void itEndsWithTheItemThatMakesItLarge() {
        var slice = slice(50, 35, shuffled(100));

        assertThat(slice.items()).containsExactly(0, 1, 2, 3);
        assertThat(slice.isCut()).isTrue();
    }

    @Test
    void oneItemThatIsTooLargeIsStillShown() {
        assertThat(slice(50, 5, shuffled(100)).items()).containsExactly(0);
    }

    @Test
    void whereAllFitThereIsNoMore() {
        assertThat(slice(5, 1_000, shuffled(5)).isCut()).isFalse();
        assertThat(slice(5, 1_000, shuffled(6)).isCut()).isTrue();
    }

    @Test
    void aListFitsUpToTheItemThatMakesItLarge() {
        assertThat(Slice.fitting(List.of(1, 2, 3), 15, _ -> 10L)).isEqualTo(2);
        assertThat(Slice.fitting(List.of(1, 2, 3), 100, _ -> 10L)).isEqualTo(3);
        assertThat(Slice.fitting(List.of(1), 5, _ -> 10L)).isEqualTo(1);
    }

    /** Each weighs ten. */
    private static Slice<Integer> slice(int limit, long bytes, List<Integer> items) {
        var slice = new Slice<>(Comparator.<Integer>naturalOrder(), limit, bytes, _ -> 10L);
        items.forEach(slice::offer);
        return slice;
    }

    private static List<Integer> shuffled(int count) {
        var items = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(items, new Random(7));
        return items;
    }
}

package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Elements are named {@code <team><session><number>}. */
class FairOrderTest {

    @Test
    void whoCameFirstGoesFirstWithinASession() {
        assertThat(turns("ax1", "ax2", "ax3")).containsExactly("ax1", "ax2", "ax3");
    }

    @Test
    void teamsTakeTurnsAndWithinATeamItsSessions() {
        assertThat(turns("ax1", "ax2", "ay1", "ay2", "bz1", "bz2", "bz3"))
                .containsExactly("ax1", "bz1", "ay1", "bz2", "ax2", "bz3", "ay2");
    }

    @Test
    void tenThousandOfOneSessionDelayAnotherByOne() {
        var many = Stream.concat(IntStream.range(0, 10_000).mapToObj(i -> "ax" + i), Stream.of("ay0", "bz0"))
                .toArray(String[]::new);

        var turns = turns(many);

        assertThat(turns).hasSize(10_002).startsWith("ax0", "bz0", "ay0", "ax1");
    }

    private static List<String> turns(String... inLine) {
        return FairOrder.of(List.of(inLine), each -> each.substring(0, 2), each -> each.charAt(0));
    }
}

package io.infrabot.chaos.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomCallTest {

    private static final Route CREATE = new Route("POST", "/api/v1/sessions");

    @Test
    void theSameSeedSendsTheSameCalls() {
        assertThat(calls(7)).isEqualTo(calls(7)).isNotEqualTo(calls(8));
    }

    @Test
    void aboutHalfOfTheBodiesAreAsAnHonestCallerSendsThem() {
        var random = new Random(7);

        var honest = IntStream.range(0, 1_000)
                .mapToObj(_ -> CREATE.body(new AcceptedIds(), random))
                .filter(body -> body.matches("\\{\"team\":\"fuzz\".*}"))
                .count();

        assertThat(honest).isBetween(300L, 900L);
    }

    private static List<RandomCall> calls(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, 200)
                .mapToObj(_ -> RandomCall.of(CREATE, new AcceptedIds(), 8080, random))
                .toList();
    }
}

package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Member.Port;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KindTest {

    private static final String TABLE = """
            # a word about it
            kind\tnode\tport\tsecond\tmain class\theap\tmodule
            broker\tno\tB=1\tC=2\tio.Broker\t-Xmx9m\tlocal-stack
            greeter\tyes\tG=3\tH=4\t-\t-Xms1m -Xmx2m\tgreeter-service
            """;

    @Test
    void aRowIsAKind() {
        assertThat(Kind.in(TABLE))
                .containsExactly(
                        new Kind(
                                "broker",
                                false,
                                new Port("B", 1),
                                new Port("C", 2),
                                "io.Broker",
                                List.of("-Xmx9m"),
                                "local-stack"),
                        new Kind(
                                "greeter",
                                true,
                                new Port("G", 3),
                                new Port("H", 4),
                                "-",
                                List.of("-Xms1m", "-Xmx2m"),
                                "greeter-service"));
    }

    @Test
    void spacesAreNoTabs() {
        assertThatThrownBy(() -> Kind.in(TABLE.replace('\t', ' '))).hasMessageContaining("a tab between two");
    }

    @Test
    void everybodyButTheBrokerIsAServiceAndNodesComeFirst() {
        assertThat(Kind.all()).startsWith(Kind.BROKER, Kind.SESSION).contains(Kind.DOCKER_OPS, Kind.TOOL_RUNNER);
        assertThat(Kind.services())
                .startsWith(Kind.nodes().toArray(Kind[]::new))
                .contains(Kind.SESSION)
                .doesNotContain(Kind.BROKER)
                .hasSize(Kind.all().size() - 1);
    }
}

package io.infrabot.session.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FactDigestTest {

    private static final byte[] FACT = "{\"version\":2}".getBytes(StandardCharsets.UTF_8);

    @Test
    void theSameWordsAfterAnotherPastAreAnotherFact() {
        assertThat(FactDigest.of("one", FACT)).isNotEqualTo(FactDigest.of("another", FACT));
    }

    @Test
    void theSameWordsAfterTheSamePastAreTheSameFact() {
        assertThat(FactDigest.of("one", FACT))
                .isEqualTo(FactDigest.of("one", FACT))
                .hasSize(16);
    }
}

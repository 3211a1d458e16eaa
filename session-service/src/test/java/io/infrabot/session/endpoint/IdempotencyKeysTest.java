package io.infrabot.session.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "two words", "8e03978e-40d5-43e8-bc93-6894a57f9324", "~!"})
    void aKeyIsAnyPrintableText(String key) {
        assertThat(IdempotencyKeys.complaintAbout(with(key))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", " a", "a ", "ä", "a\u0001"})
    void whatIsNoKeyIsRefusedAndNotTakenAsNone(String key) {
        var problem = IdempotencyKeys.complaintAbout(with(key)).orElseThrow();

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo("Idempotency-Key"));
    }

    @Test
    void aKeyHasAtMost255Characters() {
        assertThat(IdempotencyKeys.complaintAbout(with("k".repeat(255)))).isEmpty();
        assertThat(IdempotencyKeys.complaintAbout(with("k".repeat(256)))).isPresent();
    }

    @Test
    void twoKeysAreRefusedEvenWhereTheyAreTheSame() {
        assertThat(IdempotencyKeys.complaintAbout(with("a").add("idempotency-key", "a")))
                .isPresent();
    }

    @Test
    void noKeyIsFine() {
        assertThat(IdempotencyKeys.complaintAbout(MultiMap.caseInsensitiveMultiMap()))
                .isEmpty();
    }

    private static MultiMap with(String key) {
        return MultiMap.caseInsensitiveMultiMap().add("Idempotency-Key", key);
    }
}

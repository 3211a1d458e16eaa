package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.session.index.SessionIndex.Place;
import io.infrabot.session.problem.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Place PLACE = new Place(Instant.parse("2026-01-01T12:00:00Z"), "id");

    @Test
    void aPlaceComesBackInItsOwnList() {
        assertThat(Cursor.read("list", Cursor.of("list", PLACE))).isEqualTo(PLACE);
    }

    @Test
    void aPlaceOfAnotherListIsRefused() {
        var cursor = Cursor.of("another", PLACE);

        assertThatThrownBy(() -> Cursor.read("list", cursor)).isInstanceOfSatisfying(RefusedRequest.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.field()).isEqualTo("cursor"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "|", "||", "%", "list|2026-01-01T12:00:00Z|id", "a|b|c|d"})
    void whatWasMadeUpIsRefusedAndBreaksNothing(String text) {
        for (var cursor : List.of(text, Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))) {
            assertThatThrownBy(() -> Cursor.read("list", cursor)).isInstanceOf(RefusedRequest.class);
        }
    }
}

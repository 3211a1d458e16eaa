package io.infrabot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.infrabot.events.SessionLimits;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    /** A bit of everything that requests hold. */
    record Sample(
            int count,
            @Nullable Integer maybe,
            @Nullable Boolean flag,
            @Nullable Duration pause,
            @Nullable Instant at) {}

    @Test
    void theTolerantReadingIgnoresWhatItDoesNotKnow() throws JsonProcessingException {
        assertThat(Json.tolerant().readValue("{\"maxOperations\":5,\"maxNodes\":{\"a\":[1]}}", SessionLimits.class))
                .isEqualTo(new SessionLimits(5));
    }

    @Test
    void theStrictReadingNamesTheFieldThatItDoesNotKnow() {
        assertThatThrownBy(() -> Json.strict().readValue("{\"maxOperation\":5}", SessionLimits.class))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("maxOperation");
    }

    @Test
    void theStrictReadingNamesTheFieldThatIsRepeated() {
        assertThatThrownBy(() -> Json.strict().readValue("{\"count\":5,\"count\":6}", Sample.class))
                .isInstanceOf(JsonParseException.class)
                .hasMessageContaining("count");
    }

    @Test
    void aFieldRepeatedDeepInATreeIsRefusedByTheStrictReading() {
        assertThatThrownBy(() -> Json.strict().readTree("{\"a\":[{\"b\":1,\"b\":2}]}"))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"maxOperations\":5}{}", "{\"maxOperations\":5} x", "{\"maxOperations\":5}]"})
    void textAfterTheValueIsRefusedByTheStrictReading(String json) {
        assertThatThrownBy(() -> Json.strict().readValue(json, SessionLimits.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aTextIsNoNumberForTheStrictReading() throws JsonProcessingException {
        assertThat(Json.tolerant().readValue("{\"maxOperations\":\"5\"}", SessionLimits.class))
                .isEqualTo(new SessionLimits(5));
        assertThatThrownBy(() -> Json.strict().readValue("{\"maxOperations\":\"5\"}", SessionLimits.class))
                .isInstanceOf(MismatchedInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\":1.5}",
                "{\"count\":null}",
                "{\"count\":true}",
                "{\"count\":1,\"flag\":1}",
                "{\"count\":1,\"flag\":\"true\"}",
                "{\"count\":99999999999}",
                "{\"count\":1,\"pause\":\"5 minutes\"}",
                "{\"count\":1,\"at\":\"yesterday\"}"
            })
    void theStrictReadingDoesNotGuess(String json) {
        assertThatThrownBy(() -> Json.strict().readValue(json, Sample.class)).isInstanceOf(JsonMappingException.class);
    }

    @Test
    void timesAreWrittenAsRfc3339AndDurationsAsIso8601() throws JsonProcessingException {
        var sample = new Sample(1, null, null, Duration.ofMinutes(10), Instant.parse("2026-11-21T09:30:00.014Z"));

        assertThat(Json.tolerant().writeValueAsString(sample))
                .isEqualTo("{\"count\":1,\"pause\":\"PT10M\",\"at\":\"2026-11-21T09:30:00.014Z\"}");
    }

    @Test
    void aNameBeyondTheBasicPlaneThatWeWriteCanBeReadBack() throws Exception {
        var labels = new java.util.TreeMap<>(Map.of("größe 🐳", "🐳", "🐳🐳🐳", ""));

        assertThat(Json.tolerant().readTree(Json.tolerant().writeValueAsBytes(labels)))
                .isEqualTo(Json.tolerant().valueToTree(labels));
    }

    @Test
    void aDoorReadsNestingToADepthOfAHundred() throws JsonProcessingException {
        assertThat(Json.strict().readTree(nested(100))).isNotNull();
        assertThatThrownBy(() -> Json.strict().readTree(nested(101)))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void aTextOfMoreThanAMebibyteIsRefusedAtADoor() {
        var json = "{\"a\":\"" + "x".repeat(1_048_577) + "\"}";

        assertThatThrownBy(() -> Json.strict().readValue(json, Map.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void whatWeWriteWeCanRead() throws IOException {
        var deepest = Json.tolerant().readValue(nested(500), Object.class);
        var large = Map.of(
                "t".repeat(200_000), "x".repeat(3_000_000), "n", new BigInteger("9".repeat(5_000)), "s", "\ud800");

        for (var value : List.of(deepest, large)) {
            var json = Json.tolerant().writeValueAsBytes(value);
            assertThat(Json.tolerant().readValue(json, Object.class)).isEqualTo(value);
        }
    }

    /** Where it could be written, a ledger would hold what nobody reads again. */
    @Test
    void whatWeCouldNotReadWeDoNotWrite() throws JsonProcessingException {
        var deepest = Json.tolerant().readValue(nested(500), Object.class);

        assertThatThrownBy(() -> Json.tolerant().writeValueAsBytes(List.of(deepest)))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.tolerant().readTree(nested(501))).isInstanceOf(JsonProcessingException.class);
    }

    /** A list wraps what was read once more, and answers must not fail for it. */
    @Test
    void whatWasReadCanBeShownInAnAnswer() throws JsonProcessingException {
        var deepest = Json.tolerant().readValue(nested(500), Object.class);

        assertThat(Json.strict().writeValueAsString(Map.of("items", List.of(Map.of("metadata", deepest)))))
                .contains("[".repeat(500));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}

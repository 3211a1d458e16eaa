package io.infrabot.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationErrorTest {

    @Test
    void ofAnOutputTheLastLinesAreKept() {
        var lines = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();

        assertThat(error(lines).output())
                .hasSize(OperationError.MAX_OUTPUT_LINES)
                .endsWith("line 49");
    }

    @Test
    void ofLongLinesNoMoreIsKeptThanMayTravel() {
        var kept = error(Collections.nCopies(20, "x".repeat(900))).output();

        assertThat(kept).hasSize(5);
        assertThat(String.join("", kept)).hasSize(OperationError.MAX_OUTPUT);
    }

    @Test
    void anErrorWithoutOutputHasNoSuchField() throws IOException {
        var json = RecordJson.JSON.valueToTree(error(List.of()));

        assertThat(json.has("output")).isFalse();
        assertThat(RecordJson.JSON.treeToValue(json, OperationError.class)).isEqualTo(error(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "0265bda1af34, true",
        "a, true",
        "deadbeef, true",
        "sha256:0265bda1af34, true",
        "sha256:, false",
        "0265BDA1AF34, false",
        "0265bda1af34:latest, false",
        "nginx, false",
    })
    void anImageIdIsWholeOrItsBegin(String text, boolean is) {
        assertThat(ImageId.isOne(text)).isEqualTo(is);
        assertThat(ImageId.isOne("a".repeat(64))).isTrue();
        assertThat(ImageId.isOne("a".repeat(65))).isFalse();
    }

    private static OperationError error(List<String> output) {
        return new OperationError("X", "ENGINE", "why", false, output);
    }
}

package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.Report;
import io.infrabot.events.bounds.JsonBounds;
import io.infrabot.wire.RecordCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A result that others could not read becomes a failure that says so, before it leaves the node. */
class ResultBoundsTest {

    record Disk(String name, Duration age) {}

    static Stream<Arguments> badResults() {
        var endless = new HashMap<String, Object>();
        endless.put("self", endless);
        return Stream.of(
                Arguments.of(Named.of("49 levels", nested(49)), ErrorCode.RESULT_TOO_LARGE),
                Arguments.of(Named.of("100000 levels", nested(100_000)), ErrorCode.INTERNAL),
                Arguments.of(Named.of("itself", endless), ErrorCode.INTERNAL),
                Arguments.of(Map.of("load", Double.NaN), ErrorCode.INTERNAL),
                Arguments.of(Map.of("load", List.of(1.0, Double.NEGATIVE_INFINITY)), ErrorCode.INTERNAL),
                Arguments.of(Map.of("text", "\uD800"), ErrorCode.INTERNAL),
                Arguments.of(Map.of("text", "x".repeat(JsonBounds.RESULT.heaviest())), ErrorCode.RESULT_TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("badResults")
    void aResultThatCannotBeKeptFailsTheRunOnce(Map<String, Object> result, ErrorCode code) {
        var starts = new AtomicInteger();
        var node = new NodeScenario(_ -> {
            starts.incrementAndGet();
            return result;
        });

        node.start("run-1");

        assertThat(node.reports.awaitEnd()).isInstanceOfSatisfying(Report.Failed.class, end -> {
            assertThat(end.error().code()).isEqualTo(code.name());
            assertThat(end.error().message()).startsWith("the effect is there, but its result cannot be");
            assertThat(RecordCodec.encode(end)).isNotEmpty();
        });
        assertThat(node.reports.all()).noneMatch(Report.AttemptFailed.class::isInstance);
        assertThat(starts).hasValue(1);
    }

    @Test
    void objectsOfAToolsOwnAreWrittenAsJson() {
        var node = new NodeScenario(_ -> Map.of("disks", List.of(new Disk("sda", Duration.ofDays(2)))));

        node.start("run-1");

        assertThat(node.reports.awaitEnd()).isInstanceOf(Report.Succeeded.class);
    }

    @Test
    void theWeightOfAResultIsThatOfItsBytes() {
        var result = Map.<String, Object>of(
                "a\"\\\n\u001b", List.of("ü€🐳\u007f\b", 1, -2L, 0.5, 1e300, true, false, Map.of(), List.of()));
        var bytes = RecordCodec.encode(result).length;
        var exactly = new JsonBounds(9, 99, bytes, JsonBounds.RESULT.names(), JsonBounds.RESULT.texts());
        var oneLess = new JsonBounds(9, 99, bytes - 1, JsonBounds.RESULT.names(), JsonBounds.RESULT.texts());

        assertThat(exactly.violationIn("result", result)).isEmpty();
        assertThat(oneLess.violationIn("result", result)).isPresent();
    }

    private static Map<String, Object> nested(int levels) {
        Object inner = List.of();
        for (int i = 2; i < levels; i++) {
            inner = List.of(inner);
        }
        return Map.of("a", inner);
    }
}

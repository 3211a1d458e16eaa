package io.infrabot.events.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportBoundsTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final OperationId OPERATION = new OperationId(SESSION + ".aaaaaaaaaaaa");
    private static final RunId RUN = new RunId(OPERATION + ":1");
    private static final NodeId NODE = new NodeId("n1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Usage USAGE = new Usage(Duration.ofMillis(3), Duration.ZERO, 0, 0, 0);

    static Stream<Arguments> badResults() {
        Object deep = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            deep = List.of(deep);
        }
        return Stream.of(
                Arguments.of(Map.of("a", deep), ErrorCode.RESULT_TOO_LARGE),
                Arguments.of(Map.of("a", "x".repeat(128 * 1024)), ErrorCode.RESULT_TOO_LARGE),
                Arguments.of(Map.of("a", Collections.nCopies(50_001, 1)), ErrorCode.RESULT_TOO_LARGE),
                Arguments.of(Map.of("a", Double.NaN), ErrorCode.INTERNAL),
                Arguments.of(Map.of("a", "\uD800"), ErrorCode.INTERNAL),
                Arguments.of(Map.of("\uDC00", 1), ErrorCode.INTERNAL),
                Arguments.of(Map.of("a", "\u0000"), ErrorCode.INTERNAL),
                Arguments.of(Map.of("a", new Object()), ErrorCode.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("badResults")
    void aResultThatCannotBeKeptIsAFailureThatSaysWhy(Map<String, Object> result, ErrorCode code) {
        assertThat(ReportBounds.failureOf(result)).hasValueSatisfying(error -> {
            assertThat(error.code()).isEqualTo(code.name());
            assertThat(error.message()).contains("the effect is there").contains("result");
        });
    }

    @Test
    void whatAProgramSaidIsKeptAsItIs() {
        assertThat(ReportBounds.failureOf(Map.of("output", "\u001b[1mdone\u001b[0m\r\n🐳", "n", 1.5)))
                .isEmpty();
    }

    @Test
    void aReportWithFiguresThatCannotBeReckonedWithIsRefused() {
        var endless = new Usage(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(-1), -1, 0, Long.MAX_VALUE);

        assertThat(ReportBounds.violations(succeeded(USAGE))).isEmpty();
        assertThat(ReportBounds.violations(succeeded(endless)))
                .extracting(Violation::field)
                .containsExactly("usage.wallTime", "usage.cpuTime", "usage.allocatedBytes", "usage.networkSentBytes");
    }

    @Test
    void anErrorOfANodeHasACodeThatCanBeATag() {
        var error = new OperationError("x".repeat(65), "\u001b", "fine", false);

        assertThat(ReportBounds.violations(
                        new Report.Failed(SESSION, OPERATION, RUN, NODE, "i1", NOON, 1, error, USAGE)))
                .extracting(Violation::field)
                .containsExactly("error.code", "error.category");
        assertThat(ReportBounds.violations(
                        new Report.Declined(SESSION, OPERATION, RUN, NODE, "i\n1", NOON, "x".repeat(5_000))))
                .extracting(Violation::field)
                .containsExactly("incarnation", "reason");
    }

    @Test
    void anErrorsMessageIsNeverHalfACharacter() {
        var cut = new OperationError("A", "B", "x".repeat(OperationError.MAX_MESSAGE - 2) + "🐳🐳", false);
        var broken = new OperationError("A", "B", "a\uD800b", false);

        assertThat(cut.message()).endsWith("x…").hasSizeLessThanOrEqualTo(OperationError.MAX_MESSAGE);
        assertThat(broken.message()).isEqualTo("a\uFFFDb");
    }

    private static Report succeeded(Usage usage) {
        return new Report.Succeeded(SESSION, OPERATION, RUN, NODE, "i1", NOON, 1, Map.of(), usage);
    }
}

package io.infrabot.events.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of a request, whichever door it comes by. */
class RequestBoundsTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final OperationId OPERATION = new OperationId(SESSION + ".aaaaaaaaaaaa");
    private static final String HALF = "\uD800";

    @Test
    void whatAnHonestCallerAsksForIsNotRefused() {
        var metadata = new HashMap<String, Object>();
        metadata.put("ticket", "OPS-1\nsecond line\twith a tab");
        metadata.put("nothing", null);
        metadata.put("numbers", List.of(1, 2L, 0.5, -1e300, BigInteger.TEN.pow(40)));
        var labels = Map.of("app.kubernetes.io/name", "web", "größe", "groß 🐳", "empty", "");

        assertThat(violations(create("team", "nightly – build 🐳", labels, metadata)))
                .isEmpty();
        assertThat(violations(run(Map.of("echo", Map.of("a", List.of(true)))))).isEmpty();
        assertThat(violations(new Request.CancelOperation(SESSION, OPERATION, "too slow\nsorry")))
                .isEmpty();
    }

    static Stream<Arguments> badTexts() {
        return Stream.of("\u0000", "\u001b[2J", "\n", "\u007f", "\u009b", HALF, "a" + HALF + "b", "\uDC00\uD800")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("badTexts")
    void namesHoldNoControlCharactersAndNoHalfPairs(String bad) {
        assertThat(violations(create(bad, null, null, null)))
                .extracting(Violation::field)
                .contains("team");
        assertThat(violations(create("t", bad, null, null)))
                .extracting(Violation::field)
                .contains("name");
        assertThat(violations(create("t", null, Map.of("zone", bad), null)))
                .extracting(Violation::field)
                .containsExactly("labels.zone");
        assertThat(violations(create("t", null, Map.of(bad, "a"), null))).isNotEmpty();
        assertThat(violations(create("t", null, null, Map.of("a", Map.of(bad, 1)))))
                .isNotEmpty();
        assertThat(violations(run("tool." + bad, Map.of(), null)))
                .extracting(Violation::field)
                .containsExactly("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001b", HALF})
    void proseAndFreeTextsHoldLineBreaksAndNoOtherControlCharacters(String bad) {
        assertThat(violations(new Request.CancelOperation(SESSION, OPERATION, bad)))
                .extracting(Violation::field)
                .containsExactly("reason");
        assertThat(violations(create("t", null, null, Map.of("a", List.of("x", bad)))))
                .extracting(Violation::field)
                .containsExactly("metadata.a[1]");
        assertThat(violations(run(Map.of("echo", bad))))
                .extracting(Violation::field)
                .containsExactly("arguments.echo");
    }

    @Test
    void aMessageShowsNothingOfABadName() {
        var wrong = violations(create("t", null, Map.of("\u001b[2J" + HALF, "a"), null));

        assertThat(wrong)
                .allSatisfy(each ->
                        assertThat(TextBounds.shown(each.sentence(), 1_000)).isEqualTo(each.sentence()));
    }

    @Test
    void textsHaveALengthInCharacters() {
        assertThat(violations(create("🐳".repeat(200), "n".repeat(200), null, null)))
                .isEmpty();
        assertThat(violations(create("🐳".repeat(201), "n".repeat(201), null, null)))
                .extracting(Violation::field)
                .containsExactly("team", "name");
        assertThat(violations(create(" ", null, null, null))).isNotEmpty();
        assertThat(violations(new Request.CancelOperation(SESSION, OPERATION, "x".repeat(1_001))))
                .hasSize(1);
        assertThat(violations(run("tool." + "x".repeat(124), Map.of(), null))).hasSize(1);
    }

    @Test
    void labelsAreCountedAndBounded() {
        var many = IntStream.range(0, 65).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));

        assertThat(violations(create("t", null, many, null)))
                .extracting(Violation::field)
                .containsExactly("labels");
        assertThat(violations(create("t", null, Map.of("k".repeat(129), "v"), null)))
                .hasSize(1);
        assertThat(violations(create("t", null, Map.of("k", "v".repeat(257)), null)))
                .hasSize(1);
        assertThat(violations(create("t", null, Map.of("", "v"), null))).hasSize(1);
        assertThat(violations(create("t", null, Map.of("a=b", "v"), null))).hasSize(1);
        assertThat(violations(create("t", null, Collections.singletonMap("zone", null), null)))
                .containsExactly(new Violation("labels.zone", "must not be null"));
    }

    @Test
    void freeJsonIsThirtyTwoLevelsDeep() {
        assertThat(violations(create("t", null, null, nested(32)))).isEmpty();
        assertThat(violations(create("t", null, null, nested(33))))
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.field()).startsWith("metadata.a[0][0]"));
        assertThat(violations(run(nested(33)))).hasSize(1);
        assertThat(violations(run(nested(100_000)))).hasSize(1);
    }

    @Test
    void freeJsonIsCountedAndWeighed() {
        assertThat(violations(run(Map.of("a", Collections.nCopies(10_000, 1))))).hasSize(1);
        assertThat(violations(run(Map.of("a", Collections.nCopies(9_000, 1))))).isEmpty();
        assertThat(violations(create("t", null, null, Map.of("a", "x".repeat(64 * 1024 - 8)))))
                .isEmpty();
        assertThat(violations(create("t", null, null, Map.of("a", "x".repeat(64 * 1024 - 7)))))
                .containsExactly(new Violation("metadata", "may have 65536 bytes as JSON, but has 65537", true));
        assertThat(violations(create("t", null, null, Map.of("a", "🐳".repeat(16_384)))))
                .hasSize(1);
    }

    static Stream<Arguments> badNumbers() {
        return Stream.of(
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        Float.NEGATIVE_INFINITY,
                        BigInteger.TEN.pow(80),
                        BigInteger.TEN.pow(80).negate(),
                        new BigDecimal("1e1000000"),
                        new BigDecimal("1e-1000000"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("badNumbers")
    void numbersAreFiniteAndNotEndless(Number bad) {
        assertThat(violations(create("t", null, null, Map.of("n", bad))))
                .extracting(Violation::field)
                .containsExactly("metadata.n");
    }

    static Stream<Arguments> badTargets() {
        return Stream.of(
                Arguments.of(new Target(Target.Kind.any, "x", null), "target.node"),
                Arguments.of(new Target(Target.Kind.any, null, Map.of()), "target.labels"),
                Arguments.of(new Target(Target.Kind.all, null, Map.of("a", "b")), "target.labels"),
                Arguments.of(new Target(Target.Kind.all, "x", null), "target.node"),
                Arguments.of(new Target(Target.Kind.node, "x", Map.of("a", "b")), "target.labels"),
                Arguments.of(new Target(Target.Kind.node, "No Node", null), "target.node"),
                Arguments.of(new Target(Target.Kind.labels, "x", Map.of("a", "b")), "target.node"),
                Arguments.of(new Target(Target.Kind.labels, null, Map.of("a", "\u0000")), "target.labels.a"));
    }

    @ParameterizedTest
    @MethodSource("badTargets")
    void aTargetHasWhatItsKindAsksForAndNoMore(Target target, String field) {
        assertThat(violations(run("tool.noop", Map.of(), target)))
                .extracting(Violation::field)
                .containsExactly(field);
    }

    @Test
    void aTargetThatFitsItsKindIsTaken() {
        assertThat(Stream.of(
                                Target.any(),
                                new Target(Target.Kind.all, null, null),
                                new Target(Target.Kind.node, "docker-ops-1", null),
                                new Target(Target.Kind.labels, null, Map.of("zone", "a")))
                        .flatMap(target -> violations(run("tool.noop", Map.of(), target)).stream()))
                .isEmpty();
    }

    /** A map of which the outermost is one level, and so is each list in it. */
    private static Map<String, Object> nested(int levels) {
        Object inner = new ArrayList<>();
        for (int i = 2; i < levels; i++) {
            inner = List.of(inner);
        }
        return Map.of("a", inner);
    }

    private static List<Violation> violations(Request request) {
        return RequestBounds.violations(request);
    }

    private static Request create(
            String team,
            @Nullable String name,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, Object> metadata) {
        return new Request.CreateSession(SESSION, team, name, labels, metadata, null, null);
    }

    private static Request run(Map<String, Object> arguments) {
        return run("tool.noop", arguments, null);
    }

    private static Request run(String type, Map<String, Object> arguments, @Nullable Target target) {
        return new Request.RunOperation(null, SESSION, type, arguments, target, null);
    }
}

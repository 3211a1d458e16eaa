package io.infrabot.session.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infrabot.session.rest.docker.DockerResource.PullBody;
import io.infrabot.session.rest.sessions.SessionsResource.CreateBody;
import io.infrabot.session.rest.sessions.SessionsResource.StatusBody;
import io.infrabot.session.rest.tools.ToolsResource.RunBody;
import io.infrabot.wire.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told of a body names his fields, and nothing that only we know. */
class BadJsonTest {

    private static final Pattern INTERNAL = Pattern.compile(
            "java\\.|com\\.|io\\.|\\[Source|reference chain|HashMap|ArrayList|START_|END_|VALUE_|FIELD_|Deserial|"
                    + "deserial|token|Jackson|Record|[a-z]Body",
            Pattern.MULTILINE);

    private static final List<String> VALUES = List.of(
            "{}", "[]", "[[1]]", "{\"a\":{}}", "1", "-1.5", "1e400", "99999999999999999999", "true", "\"x\"", "\"\"");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"colour\":\"red\"} | colour",
                "{\"team\":7} | team",
                "{\"team\":{}} | team",
                "{\"labels\":[]} | labels",
                "{\"labels\":{\"a\":[]}} | labels.a",
                "{\"ttl\":\"soon\"} | ttl",
                "{\"ttl\":{}} | ttl",
                "{\"ttl\":7} | ttl",
                "{\"limits\":{\"maxOperations\":0}} | limits",
                "{\"limits\":{\"maxOperations\":\"7\"}} | limits.maxOperations",
                "{\"limits\":{\"maxOperations\":99999999999}} | limits.maxOperations",
                "{\"limits\":{\"x\":1}} | limits.x",
                "{\"limits\":7} | limits",
                "{\"team\":\"a\",\"team\":\"b\"} | team"
            })
    void aFaultOfOneFieldNamesIt(String body, String field) {
        var problem = problemOf(body, CreateBody.class);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .as(problem.detail())
                .singleElement()
                .satisfies(error -> assertThat(error.field()).isEqualTo(field));
        assertThat(problem.detail()).doesNotContainPattern(INTERNAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "nonsense", "{\"a\":}", "{\"team\":\"a\"} {}", "\u0000", "{\"team\":\"\\ud8\"}"})
    void whatIsNoJsonIsSaidToBeNone(String body) {
        assertThat(problemOf(body, CreateBody.class).detail())
                .startsWith("the body ")
                .doesNotContainPattern(INTERNAL);
    }

    @Test
    void whatIsNestedTooDeepIsSaidToBeSo() {
        assertThat(problemOf("{\"metadata\":{\"a\":" + "[".repeat(1_000), CreateBody.class)
                        .detail())
                .contains("nested too deep");
    }

    @Test
    void noValueOfAnyFieldBringsAnInternalNameOut() {
        for (var type : List.of(CreateBody.class, StatusBody.class, PullBody.class, RunBody.class)) {
            for (var component : type.getRecordComponents()) {
                for (var value : VALUES) {
                    assertSafe("{\"%s\":%s}".formatted(component.getName(), value), type);
                    assertSafe("{\"%s\":{\"kind\":%s}}".formatted(component.getName(), value), type);
                }
            }
            VALUES.forEach(value -> assertSafe(value, type));
        }
    }

    @Test
    void aLongNameIsNotRepeatedAtItsLength() {
        assertThat(problemOf("{\"" + "x".repeat(10_000) + "\":1}", CreateBody.class)
                        .detail())
                .hasSizeLessThan(300);
    }

    private static void assertSafe(String body, Class<?> type) {
        try {
            var _ = Json.strict().readValue(body, type);
        } catch (JsonProcessingException e) {
            var problem = BadJson.problemOf(e);
            assertThat(problem.detail()).as(body).doesNotContainPattern(INTERNAL);
            assertThat(problem.errors())
                    .allSatisfy(error -> assertThat(error.message()).doesNotContainPattern(INTERNAL));
        }
    }

    private static Problem problemOf(String body, Class<?> type) {
        return BadJson.problemOf(catchThrowableOfType(
                JsonProcessingException.class, () -> Json.strict().readValue(body, type)));
    }
}

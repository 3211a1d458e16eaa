package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request whose JSON or image reference is wrong is refused by the name of its field. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class BadInputIT extends RefusedRequests {

    static Stream<Arguments> badBodies() {
        var unknown = UUID.randomUUID();
        return Stream.of(
                arguments("/sessions", "{", 400, "REQUEST_INVALID"),
                arguments("/sessions", "", 400, "REQUEST_INVALID"),
                arguments("/sessions", "null", 400, "REQUEST_INVALID"),
                arguments("/sessions", "[]", 400, "REQUEST_INVALID"),
                arguments("/sessions", "\"text\"", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{\"team\":7}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{\"team\":\"a\"} {}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{\"team\":\"a\",\"team\":\"b\"}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{\"team\":\"a\",\"colour\":\"red\"}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{\"team\":\"a\",\"labels\":[]}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{\"team\":\"a\",\"ttl\":\"soon\"}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "{\"team\":\"a\",\"limits\":{\"maxOperations\":0}}", 400, "REQUEST_INVALID"),
                arguments("/sessions", "[".repeat(100_000), 400, "REQUEST_INVALID"),
                arguments("/docker/pull", "{\"image\":\"a:1\"}", 400, "REQUEST_INVALID"),
                arguments("/docker/pull", "{\"sessionId\":\"$\"}", 400, "REQUEST_INVALID"),
                arguments("/docker/pull", "{\"sessionId\":\"$\",\"image\":7}", 400, "REQUEST_INVALID"),
                arguments("/docker/pull", "{\"sessionId\":\"no uuid\",\"image\":\"a\"}", 400, "REQUEST_INVALID"),
                arguments(
                        "/docker/pull",
                        "{\"sessionId\":\"$\",\"image\":\"a\",\"colour\":\"red\"}",
                        400,
                        "REQUEST_INVALID"),
                arguments(
                        "/docker/pull",
                        "{\"sessionId\":\"$\",\"image\":\"a\",\"policy\":\"Sometimes\"}",
                        400,
                        "REQUEST_INVALID"),
                arguments(
                        "/docker/pull",
                        "{\"sessionId\":\"$\",\"image\":\"a\",\"timeout\":\"PT0S\"}",
                        400,
                        "REQUEST_INVALID"),
                arguments(
                        "/docker/pull",
                        "{\"sessionId\":\"" + unknown + "\",\"image\":\"a\"}",
                        404,
                        "SESSION_NOT_FOUND"),
                arguments(
                        "/docker/push",
                        "{\"sessionId\":\"$\",\"image\":\"a@sha256:" + "0".repeat(64) + "\"}",
                        422,
                        "IMAGE_REFERENCE_INVALID"),
                arguments(
                        "/docker/tag",
                        "{\"sessionId\":\"$\",\"source\":\"a\",\"target\":\"B\"}",
                        422,
                        "IMAGE_REFERENCE_INVALID"),
                arguments("/docker/build", "{\"sessionId\":\"$\",\"tag\":\"a\"}", 400, "REQUEST_INVALID"),
                arguments("/tools/no.such.tool", "{\"sessionId\":\"$\"}", 404, "TOOL_NOT_FOUND"),
                arguments("/tools/noop", "{\"sessionId\":\"$\",\"arguments\":[]}", 400, "REQUEST_INVALID"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBadBodyIsRefused(String path, String body, int status, String code) {
        var answer = api.post("/api/v1" + path, body.replace("$", session));

        assertProblem(answer, status, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "UPPER",
                "a b",
                "a:",
                ":1",
                "a//b",
                "/a",
                "a/",
                "a:tag:tag",
                "-a",
                "a_-b",
                "a..b",
                "a@sha256:0123",
                "a@",
                "http://a/b",
                "a;rm",
                "$(a)",
                "ä",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void anImageReferenceThatTheGrammarRefusesIsRefused(String image) {
        var answer = api.post("/api/v1/docker/pull", Map.of("sessionId", session, "image", image));

        assertProblem(answer, 422, "IMAGE_REFERENCE_INVALID");
    }

    @Test
    void anImageReferenceThatIsTooLongIsRefused() {
        var answer = api.post("/api/v1/docker/pull", Map.of("sessionId", session, "image", "a".repeat(256)));

        assertProblem(answer, 422, "IMAGE_REFERENCE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETING", "7", "CLEANUP", ""})
    void aStatusThatASessionCannotBeMovedToIsRefused(String status) {
        var answer = api.put("/api/v1/sessions/" + session + "/status", Map.of("status", status));

        assertThat(answer.status()).as(answer.text()).isIn(400, 409);
        assertProblem(answer, answer.status(), answer.status() == 400 ? "REQUEST_INVALID" : "SESSION_INVALID_STATUS");
    }

    @Test
    void aRequestThatWouldBeTooLargeAsARecordIsRefusedInsteadOfLost() {
        var echo = "{\"sessionId\":\"%s\",\"arguments\":{\"echo\":{\"text\":\"%s\"}}}"
                .formatted(session, "a".repeat(300_000));

        assertProblem(api.post("/api/v1/tools/noop", echo), 413, "BODY_TOO_LARGE");
        assertThat(api.operations(session)).isEmpty();
    }

    static Stream<Arguments> badValues() {
        var deep = "[".repeat(90) + "]".repeat(90);
        return Stream.of(
                arguments("/sessions", "{\"team\":\"a\",\"metadata\":{\"a\":" + deep + "}}", "metadata.a"),
                arguments("/sessions", "{\"team\":\"a\",\"metadata\":{\"a\":[0,1e400]}}", "metadata.a[1]"),
                // a name that cannot be read has no path
                arguments("/sessions", "{\"team\":\"a\",\"metadata\":{\"\\ud800\":1}}", ""),
                arguments("/sessions", "{\"team\":\"a\",\"name\":\"\\udc00\"}", "name"),
                arguments("/sessions", "{\"team\":\"a\\u0000\"}", "team"),
                arguments("/sessions", "{\"team\":\" \"}", "team"),
                arguments("/sessions", "{\"team\":\"a\",\"name\":\"" + "n".repeat(200_000) + "\"}", "name"),
                arguments("/sessions", "{\"team\":\"a\",\"labels\":{\"zone\":null}}", "labels.zone"),
                arguments("/sessions", "{\"team\":\"a\",\"labels\":{\"zone\":\"\\u001b[2J\"}}", "labels.zone"),
                arguments("/sessions", "{\"team\":\"a\",\"ttl\":\"PT2562047788015215H30M\"}", "ttl"),
                arguments("/tools/noop", "{\"sessionId\":\"$\",\"target\":{}}", "target.kind"),
                arguments("/tools/noop", "{\"sessionId\":\"$\",\"target\":{\"kind\":null}}", "target.kind"),
                arguments(
                        "/tools/noop",
                        "{\"sessionId\":\"$\",\"target\":{\"kind\":\"any\",\"node\":\"x\"}}",
                        "target.node"),
                arguments(
                        "/tools/noop",
                        "{\"sessionId\":\"$\",\"target\":{\"kind\":\"all\",\"labels\":{\"a\":\"b\"}}}",
                        "target.labels"),
                arguments(
                        "/tools/noop",
                        "{\"sessionId\":\"$\",\"arguments\":{\"echo\":{\"a\":" + deep + "}}}",
                        "arguments.echo.a"),
                arguments("/tools/noop", "{\"sessionId\":\"$\",\"arguments\":{\"ekko\":{}}}", "arguments.ekko"),
                arguments("/docker/pull", "{\"sessionId\":\"$\",\"image\":\"a\\u0000b\"}", "image"),
                arguments(
                        "/docker/tag",
                        "{\"sessionId\":\"$\",\"source\":\"a\",\"target\":\"b\",\"placement\":{}}",
                        "placement.kind"),
                arguments(
                        "/docker/build",
                        "{\"sessionId\":\"$\",\"context\":\"a\",\"tag\":\"b\",\"buildArgs\":{\"A\":null}}",
                        "buildArgs"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aValueThatCouldBeWrittenAndNotReadIsRefusedByTheNameOfItsField(String path, String body, String field) {
        var answer = api.post("/api/v1" + path, body.replace("$", session));

        assertProblem(answer, 400, "REQUEST_INVALID");
        assertThat(answer.field()).startsWith(field);
        assertThat(answer.text()).hasSizeLessThan(2_000);
    }

    @Test
    void anArgumentThatAToolDoesNotHaveIsRefusedBeforeAnythingIsWritten() {

        assertProblem(
                api.post("/api/v1/tools/noop", "{\"sessionId\":\"%s\",\"arguments\":{\"ekko\":{}}}".formatted(session)),
                400,
                "REQUEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT9999999999H", "P400D", "-PT1S"})
    void aTimeToLiveThatNobodyWouldLiveIsRefused(String ttl) {
        assertProblem(
                api.post("/api/v1/sessions", "{\"team\":\"a\",\"ttl\":\"%s\"}".formatted(ttl)), 400, "REQUEST_INVALID");
    }
}

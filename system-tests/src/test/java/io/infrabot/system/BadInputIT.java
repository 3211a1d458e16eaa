package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.infrabot.chaos.world.Api.Answer;
import io.infrabot.chaos.world.SocketHttp;
import io.infrabot.chaos.world.TopicProbe;
import io.infrabot.system.harness.ApiRoutes;
import io.infrabot.system.harness.Bodies;
import io.infrabot.system.harness.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a call gets its own code, and leaves no trace on any topic. */
class BadInputIT {

    private static final String JSON = "application/json";
    private static final int OVER_1_MB = 1024 * 1024 + 1;

    @RegisterExtension
    static final Stack STACK = new Stack();

    private static String session = "";
    private Map<String, Long> ends = Map.of();

    @BeforeAll
    static void openASession() {
        session = STACK.api().session();
    }

    @BeforeEach
    void rememberWhereTopicsEnd() {
        ends = new TopicProbe(STACK.world()).ends();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(new TopicProbe(STACK.world()).ends()).isEqualTo(ends);
    }

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
        var answer = post("/api/v1" + path, body.replace("$", session));

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
        var answer = STACK.api().post("/api/v1/docker/pull", Map.of("sessionId", session, "image", image));

        assertProblem(answer, 422, "IMAGE_REFERENCE_INVALID");
    }

    @Test
    void anImageReferenceThatIsTooLongIsRefused() {
        var answer = STACK.api().post("/api/v1/docker/pull", Map.of("sessionId", session, "image", "a".repeat(256)));

        assertProblem(answer, 422, "IMAGE_REFERENCE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETING", "7", "CLEANUP", ""})
    void aStatusThatASessionCannotBeMovedToIsRefused(String status) {
        var answer = STACK.api().put("/api/v1/sessions/" + session + "/status", Map.of("status", status));

        assertThat(answer.status()).as(answer.text()).isIn(400, 409);
        assertProblem(answer, answer.status(), answer.status() == 400 ? "REQUEST_INVALID" : "SESSION_INVALID_STATUS");
    }

    static Stream<Arguments> unknownThings() {
        var unknown = UUID.randomUUID();
        return Stream.of(
                arguments("GET", "/api/v1/sessions/" + unknown, "SESSION_NOT_FOUND"),
                arguments("GET", "/api/v1/sessions/no-uuid", "SESSION_NOT_FOUND"),
                arguments("GET", "/api/v1/sessions/" + unknown + "/operations", "SESSION_NOT_FOUND"),
                arguments("GET", "/api/v1/sessions/" + unknown + "/events", "SESSION_NOT_FOUND"),
                arguments("DELETE", "/api/v1/sessions/" + unknown, "SESSION_NOT_FOUND"),
                arguments("GET", "/api/v1/operations/" + unknown + ".aaaaaaaaaaaa", "OPERATION_NOT_FOUND"),
                arguments("GET", "/api/v1/operations/nothing", "OPERATION_NOT_FOUND"),
                arguments("GET", "/api/v1/operations/nothing/events", "OPERATION_NOT_FOUND"),
                arguments("POST", "/api/v1/operations/" + unknown + ".aaaaaaaaaaaa/cancel", "OPERATION_NOT_FOUND"),
                arguments("GET", "/api/v1/docker/status?sessionId=" + unknown, "SESSION_NOT_FOUND"),
                arguments("GET", "/api/v1/tools/no.such.tool", "TOOL_NOT_FOUND"),
                arguments("GET", "/api/v1/nothing", "NOT_FOUND"),
                arguments("GET", "/nothing", "NOT_FOUND"),
                arguments("GET", "/", "NOT_FOUND"),
                arguments("POST", "/api/v1/docker/run", "NOT_FOUND"),
                arguments("GET", "/api/v2/sessions", "NOT_FOUND"));
    }

    @ParameterizedTest
    @MethodSource("unknownThings")
    void whatIsNotThereIsNotFound(String method, String path, String code) {
        assertProblem(STACK.api().call(method, path, null), 404, code);
    }

    @Test
    void aMethodThatARouteDoesNotTakeIsRefused() {
        assertProblem(STACK.api().call("DELETE", "/api/v1/sessions", null), 405, "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "cursor=nonsense", "status=SLEEPING"})
    void aListQueryThatMakesNoSenseIsRefused(String query) {
        assertProblem(STACK.api().get("/api/v1/sessions?" + query), 400, "REQUEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "10.0.0.1"})
    void aForeignHostIsForbidden(String host) {
        var answer = STACK.api().call("GET", "/api/v1/sessions", null, "Host", host);

        assertProblem(answer, 403, "HOST_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://127.0.0.1.evil.example", "null", "file://"})
    void aForeignOriginIsForbidden(String origin) {
        var answer = STACK.api()
                .call("POST", "/api/v1/sessions", "{\"team\":\"a\"}", "Origin", origin, "Content-Type", JSON);

        assertProblem(answer, 403, "ORIGIN_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data"})
    void aBodyOfAnotherMediaTypeIsRefused(String type) {
        var answer = STACK.api().call("POST", "/api/v1/sessions", "{\"team\":\"a\"}", "Content-Type", type);

        assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBodyWithoutMediaTypeIsRefused() {
        assertProblem(STACK.api().call("POST", "/api/v1/sessions", "{\"team\":\"a\"}"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBodyOverOneMegabyteIsTooLarge() throws IOException {
        var reply = raw(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + OVER_1_MB,
                largeBody());

        assertTooLarge(reply);
    }

    @Test
    void aBodyOverOneMegabyteInChunksIsTooLarge() throws IOException {
        var chunked = new String(largeBody(), StandardCharsets.US_ASCII);

        var reply = raw(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked",
                (Integer.toHexString(chunked.length()) + "\r\n" + chunked + "\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));

        assertTooLarge(reply);
    }

    /** Found by the fuzz: such a call was never answered. */
    @Test
    void anEmptyBodyInChunksIsAnsweredAsOne() throws IOException {
        var reply = SocketHttp.tcp("127.0.0.1", STACK.world().port(Stack.SESSION))
                .send(
                        "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked",
                        "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void aRequestThatWouldBeTooLargeAsARecordIsRefusedInsteadOfLost() {
        var echo = "{\"sessionId\":\"%s\",\"arguments\":{\"echo\":{\"text\":\"%s\"}}}"
                .formatted(session, "a".repeat(300_000));

        assertProblem(post("/api/v1/tools/noop", echo), 413, "BODY_TOO_LARGE");
        assertThat(STACK.api().operations(session)).isEmpty();
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
        var answer = post("/api/v1" + path, body.replace("$", session));

        assertProblem(answer, 400, "REQUEST_INVALID");
        assertThat(answer.body().path("errors").path(0).path("field").asText()).startsWith(field);
        assertThat(answer.text()).hasSizeLessThan(2_000);
    }

    @Test
    void anArgumentThatAToolDoesNotHaveIsRefusedBeforeAnythingIsWritten() {

        assertProblem(
                post("/api/v1/tools/noop", "{\"sessionId\":\"%s\",\"arguments\":{\"ekko\":{}}}".formatted(session)),
                400,
                "REQUEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "101", "-1", "99999999999"})
    void aLimitThatIsNoneIsRefused(String limit) {
        assertProblem(STACK.api().get("/api/v1/sessions?limit=" + limit), 400, "REQUEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT9999999999H", "P400D", "-PT1S"})
    void aTimeToLiveThatNobodyWouldLiveIsRefused(String ttl) {
        assertProblem(
                post("/api/v1/sessions", "{\"team\":\"a\",\"ttl\":\"%s\"}".formatted(ttl)), 400, "REQUEST_INVALID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1//sessions", "/api/v1/sessions;a=b", "/api/v1/%2e%2e/sessions", "/api\\v1", "/a%00"})
    void aPathWithTwoMeaningsIsRefused(String path) throws IOException {
        var reply = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close", new byte[0]);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    }

    @Test
    void aBodyComesThroughWholeWhateverItsSize() {
        var operation = session + ".aaaaaaaaaaaa";

        Bodies.comeThroughWhole(STACK.world().port(Stack.SESSION), ApiRoutes.of(STACK.api()), session, operation);
    }

    @Test
    void whatIsAllowedIsWhatIsTaken() {
        var unknown = UUID.randomUUID().toString();
        for (var template : ApiRoutes.of(STACK.api()).templates()) {
            var path = template.replaceAll("\\{[^}]+}", unknown);
            var options = STACK.api().call("OPTIONS", path, null);
            var allowed = Set.of(options.header("Allow").split(", "));
            assertThat(options.status()).as(path).isEqualTo(204);

            for (var method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO")) {
                var answer = STACK.api().call(method, path, null);

                if (allowed.contains(method)) {
                    assertThat(answer.status()).as(method + " " + path).isNotEqualTo(405);
                } else if (method.equals("HEAD")) {
                    assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
                } else {
                    assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
                    assertThat(answer.header("Allow")).isEqualTo(options.header("Allow"));
                }
            }
        }
    }

    @Test
    void noPathEndsInASlash() {
        for (var template : ApiRoutes.of(STACK.api()).templates()) {
            var path = template.replaceAll("\\{[^}]+}", session) + "/";

            for (var method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS")) {
                assertProblem(STACK.api().call(method, path, null), 404, "NOT_FOUND");
            }
        }
    }

    @Test
    void aParameterThatARouteDoesNotHaveIsRefusedEverywhere() {
        for (var route : ApiRoutes.of(STACK.api()).all()) {
            var path = route.path(session, session + ".aaaaaaaaaaaa") + "?colour=red";

            var answer = STACK.api().call(route.method(), path, null);

            assertProblem(answer, 400, "REQUEST_INVALID");
            assertThat(answer.body().path("errors").path(0).path("field").asText())
                    .isEqualTo("colour");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team=a&team=b",
                "team=",
                "team",
                "limit=1&limit=1",
                "team=%zz",
                "team=%ff",
                "team=a;b",
                "label==x"
            })
    void aQueryThatCannotBeMeantIsRefused(String query) throws IOException {
        var reply = raw("GET /api/v1/sessions?" + query + " HTTP/1.1\r\nHost: 127.0.0.1", new byte[0]);

        assertProblem(reply, 400, "REQUEST_INVALID");
    }

    /** Found by the fuzz: what java.net.URI does not take was an empty 400, on routes that are not there for the verb, too. */
    @ParameterizedTest
    @ValueSource(strings = {"\"", "<", ">", "\\", "^", "`", "{", "|", "}"})
    void aCharacterThatMustBeEscapedInAQueryIsRefused(String character) throws IOException {
        for (var line : List.of("GET /api/v1/sessions", "POST /api/v1/sessions/x/operations", "GET /q/openapi")) {
            var reply = raw(line + "?team=a" + character + "b HTTP/1.1\r\nHost: 127.0.0.1", new byte[0]);

            assertProblem(reply, 400, "REQUEST_INVALID");
        }
    }

    static Stream<Arguments> brokenHttp() {
        return Stream.of(
                arguments("GET /api/v1/sessions HTTP/9.9\r\nHost: 127.0.0.1", 505, "HTTP_VERSION_NOT_SUPPORTED"),
                arguments("GET /api/v1/sessions HTTP/1.1", 400, "REQUEST_INVALID"),
                arguments("GET /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil", 400, "REQUEST_INVALID"),
                arguments("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1", 403, "HOST_NOT_ALLOWED"),
                arguments("GET http://>27.0.0.1/api/v1/nodes HTTP/1.1\r\nHost: 127.0.0.1", 400, "REQUEST_INVALID"),
                arguments("GET http://[1/api/v1/nodes HTTP/1.1\r\nHost: 127.0.0.1", 400, "REQUEST_INVALID"),
                arguments("GET /api/v1/sessions/%zz HTTP/1.1\r\nHost: 127.0.0.1", 400, "REQUEST_INVALID"),
                arguments("GET /api/v1/sessions/%ff HTTP/1.1\r\nHost: 127.0.0.1", 400, "REQUEST_INVALID"),
                arguments("GET /api/v1/ä HTTP/1.1\r\nHost: 127.0.0.1", 400, "REQUEST_INVALID"),
                arguments("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: 127.0.0.1", 414, "URI_TOO_LONG"),
                arguments("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "a".repeat(20_000), 431, "HEADERS_TOO_LARGE"),
                arguments("nonsense", 400, "REQUEST_INVALID"),
                arguments(
                        "GET /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2",
                        400,
                        "REQUEST_INVALID"),
                arguments("CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1", 400, "REQUEST_INVALID"));
    }

    @ParameterizedTest
    @MethodSource("brokenHttp")
    void whatIsNoProperHttpIsAProblemToo(String head, int status, String code) throws IOException {
        assertProblem(raw(head, new byte[0]), status, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json\r\nContent-Encoding: gzip",
                "Content-Type: application/json; charset=iso-8859-1",
                "Content-Type: application/json\r\nContent-Type: text/plain"
            })
    void aBodyThatIsEncodedOtherwiseIsRefused(String headers) throws IOException {
        var reply = raw(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n" + headers,
                "{}".getBytes(StandardCharsets.US_ASCII));

        assertProblem(reply, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ä", "a\r\nIdempotency-Key: a", "a\r\nIdempotency-Key: b"})
    void whatIsNoIdempotencyKeyIsRefused(String key) throws IOException {
        for (var path : List.of("/sessions", "/tools/noop", "/docker/pull", "/docker/build")) {
            var reply = raw(
                    "POST /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n"
                            + "Content-Type: application/json\r\nIdempotency-Key: " + key,
                    "{}".getBytes(StandardCharsets.US_ASCII));

            assertProblem(reply, 400, "REQUEST_INVALID");
            assertThat(reply.body()).contains("\"field\":\"Idempotency-Key\"");
        }
    }

    /** Whoever hangs up, or breaks off, is no fault of the service. */
    @Test
    void brokenHttpIsNoErrorInTheLog() throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), STACK.world().port(Stack.SESSION))) {
            socket.getOutputStream()
                    .write(("POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
                                    + "Content-Type: application/json\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        var _ = raw("nonsense", new byte[0]);
        assertThat(STACK.api().get("/api/v1/health").status()).isEqualTo(200);

        assertThat(Files.readString(STACK.world().log(Stack.SESSION))).doesNotContain(" ERROR ");
    }

    private static void assertProblem(SocketHttp.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().get("content-type")).startsWith("application/problem+json");
        assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.status() + " " + answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:infrabot:problem:" + code);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isNotEmpty();
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
    }

    private static void assertTooLarge(SocketHttp.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(413);
        assertThat(reply.headers().get("content-type")).startsWith("application/problem+json");
        assertThat(reply.body()).contains("\"code\":\"BODY_TOO_LARGE\"");
    }

    private static Answer post(String path, String body) {
        return STACK.api().call("POST", path, body, "Content-Type", JSON);
    }

    private static SocketHttp.Reply raw(String head, byte[] body) throws IOException {
        return SocketHttp.tcp("127.0.0.1", STACK.world().port(Stack.SESSION)).send(head, body);
    }

    private static byte[] largeBody() {
        var text = "{\"team\":\"" + "a".repeat(OVER_1_MB - 11) + "\"}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request whose HTTP is wrong is refused: its first line, its headers, the type and size of its body. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class BadHttpIT extends RefusedRequests {

    private static final int OVER_1_MB = 1024 * 1024 + 1;

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "10.0.0.1"})
    void aForeignHostIsForbidden(String host) throws IOException {
        var reply = raw("GET /api/v1/sessions HTTP/1.1\r\nHost: " + host, new byte[0]);

        assertProblem(reply, 403, "HOST_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://127.0.0.1.evil.example", "null", "file://"})
    void aForeignOriginIsForbidden(String origin) {
        var answer = api.call("POST", "/api/v1/sessions", "{\"team\":\"a\"}", "Origin", origin, "Content-Type", JSON);

        assertProblem(answer, 403, "ORIGIN_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data"})
    void aBodyOfAnotherMediaTypeIsRefused(String type) {
        var answer = api.call("POST", "/api/v1/sessions", "{\"team\":\"a\"}", "Content-Type", type);

        assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBodyWithoutMediaTypeIsRefused() {
        assertProblem(api.call("POST", "/api/v1/sessions", "{\"team\":\"a\"}"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBodyOverOneMegabyteIsTooLarge() throws IOException {
        var reply = raw(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + OVER_1_MB,
                largeBody());

        assertProblem(reply, 413, "BODY_TOO_LARGE");
    }

    @Test
    void aBodyOverOneMegabyteInChunksIsTooLarge() throws IOException {
        var chunked = new String(largeBody(), StandardCharsets.US_ASCII);

        var reply = raw(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked",
                (Integer.toHexString(chunked.length()) + "\r\n" + chunked + "\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));

        assertProblem(reply, 413, "BODY_TOO_LARGE");
    }

    /** Found by the fuzz: such a call was never answered. */
    @Test
    void anEmptyBodyInChunksIsAnsweredAsOne() throws IOException {
        var reply = raw(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked",
                "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(reply.status()).isEqualTo(400);
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

    /** A client that closes its connection too early is no error of the service. */
    @Test
    void brokenHttpIsNoErrorInTheLog() throws IOException {
        try (var errors = new LoggedErrors()) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
                socket.getOutputStream()
                        .write(("POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
                                        + "Content-Type: application/json\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            var _ = raw("nonsense", new byte[0]);
            assertThat(api.get("/api/v1/health").status()).isEqualTo(200);

            assertThat(errors.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml"})
    void whatIsOnlyJsonIsNotOfferedOtherwise(String type) {
        for (var path : List.of("/sessions", "/nodes", "/health")) {
            assertProblem(api.call("GET", "/api/v1" + path, null, "Accept", type), 406, "NOT_ACCEPTABLE");
        }
    }

    @Test
    void whatCannotBeExpectedIsRefused() throws IOException {
        var reply = raw(
                "POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\nExpect: a-miracle",
                "{}".getBytes(StandardCharsets.US_ASCII));

        assertProblem(reply, 417, "EXPECTATION_FAILED");
    }

    private static byte[] largeBody() {
        var text = "{\"team\":\"" + "a".repeat(OVER_1_MB - 11) + "\"}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

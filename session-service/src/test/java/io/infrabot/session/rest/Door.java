package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The front door, as a user with curl sees it. */
record Door(URI address) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back; the body is missing where it is no JSON. */
    record Answer(int status, HttpHeaders headers, String text, JsonNode body) {

        /** The value of one header; empty where it is absent. */
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The code of a problem; empty where it is none. */
        String code() {
            return at("code");
        }

        /** The text of one field. */
        String at(String field) {
            return body.path(field).asText();
        }

        /** The first field that a problem complains about; empty where it names none. */
        String field() {
            return body.path("errors").path(0).path("field").asText();
        }

        /** The items of a page. */
        JsonNode items() {
            return body.path("items");
        }
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** A body of JSON, as it is where it is a text; {@code headers} are names and values in turn. */
    Answer post(String path, Object body, String... headers) {
        return sendJson("POST", path, body, headers);
    }

    /** As {@link #post}. */
    Answer put(String path, Object body, String... headers) {
        return sendJson("PUT", path, body, headers);
    }

    /** Any method and body; {@code headers} are names and values in turn. */
    Answer call(String method, String path, @Nullable String body, String... headers) {
        return send(request(method, path, body, headers));
    }

    /** Opens a session and returns its id. */
    String session() {
        var answer = post("/api/v1/sessions", Map.of("team", "rest"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("sessionId");
    }

    /** Asks for an operation, which must be taken, and returns its id. */
    String submit(String path, Map<String, ?> body) {
        var answer = post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.at("operationId");
    }

    String noop(String session) {
        return submit("/api/v1/tools/noop", Map.of("sessionId", session));
    }

    /** Waits until an operation stands as said, and returns it. */
    JsonNode await(String operation, String status) {
        Waiting.until(() -> assertThat(get("/api/v1/operations/" + operation).at("status"))
                .as(operation)
                .isEqualTo(status));
        return get("/api/v1/operations/" + operation).body();
    }

    JsonNode success(String operation) {
        return await(operation, "SUCCEEDED");
    }

    /** What a header Location asks to be looked at. */
    static String pathOf(String location) {
        return URI.create(location).getPath();
    }

    /** Every operation of a session, as one page tells them. */
    JsonNode operations(String session) {
        return get("/api/v1/sessions/" + session + "/operations?limit=100").items();
    }

    private Answer sendJson(String method, String path, Object body, String... headers) {
        var request = request(method, path, json(body), headers).header("Content-Type", "application/json");
        return send(request);
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body(), parsed(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            var body = Json.tolerant().readTree(text);
            return body == null ? MissingNode.getInstance() : body;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : Json.tolerant().writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

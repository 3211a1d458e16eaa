package io.infrabot.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A REST API, as a user with curl sees it. Thread-safe; an answer must come within ten seconds. */
public class JsonHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String base;

    /** The API at {@code address}, such as {@code http://127.0.0.1:8080}. */
    public JsonHttp(URI address) {
        base = address.toString().replaceFirst("/$", "");
    }

    /** What came back; the body is missing where it is no JSON. */
    public record Answer(int status, HttpHeaders headers, String text, JsonNode body) {

        /** The value of one header; empty where it is absent. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The code of a problem; empty where it is none. */
        public String code() {
            return at("code");
        }

        /** The text of one field; empty where it is absent. */
        public String at(String field) {
            return body.path(field).asText();
        }

        /** The first field that a problem complains about; empty where it names none. */
        public String field() {
            return body.path("errors").path(0).path("field").asText();
        }

        /** The items of a page. */
        public JsonNode items() {
            return body.path("items");
        }
    }

    /** The address of {@code path}, which begins with a slash. */
    public final URI uri(String path) {
        return URI.create(base + path);
    }

    public final Answer get(String path) {
        return call("GET", path, null);
    }

    public final Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** A body of JSON, as it is where it is a text; {@code headers} are names and values in turn. */
    public final Answer post(String path, Object body, String... headers) {
        return sendJson("POST", path, body, headers);
    }

    /** As {@link #post}. */
    public final Answer put(String path, Object body, String... headers) {
        return sendJson("PUT", path, body, headers);
    }

    /** Any method and body; {@code headers} are names and values in turn. */
    public final Answer call(String method, String path, @Nullable String body, String... headers) {
        return send(request(method, path, body, headers));
    }

    private Answer sendJson(String method, String path, Object body, String... headers) {
        return send(request(method, path, json(body), headers).header("Content-Type", "application/json"));
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
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
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

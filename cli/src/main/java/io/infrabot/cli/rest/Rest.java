package io.infrabot.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The REST interface of the session service. Every POST carries an idempotency key, so that it can be said again when
 * the connection breaks before the answer.
 */
public final class Rest {

    private static final String PREFIX = "/api/v1";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final URI base;
    private final HttpClient http;

    public Rest(URI base) {
        this.base = base;
        this.http = HttpClients.to(base, Duration.ofSeconds(5));
    }

    /** What came back, success or not. */
    public record Answer(int status, JsonNode body, String raw) {

        /**
         * The body of a success.
         *
         * @throws ProblemException if it is none
         */
        public JsonNode orThrow() {
            if (status < 200 || status > 299) {
                throw ProblemException.of(status, body, raw);
            }
            return body;
        }
    }

    public URI base() {
        return base;
    }

    public JsonNode get(String path) throws InterruptedException {
        return ask(path).orThrow();
    }

    /** Like {@link #get}, for answers whose status is part of what they say. */
    public Answer ask(String path) throws InterruptedException {
        return answer(request(path).timeout(TIMEOUT).GET().build());
    }

    /** Asks for something, again where the service did not decide in time: under the same key that is safe. */
    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        var request = request(path)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(Json.line(body)))
                .build();
        var answer = answer(request).orThrow();
        for (int attempt = 1; attempt < TRIES && isUndecided(answer); attempt++) {
            answer = answer(request).orThrow();
        }
        return answer;
    }

    /** Takes something away; once more is as good as once. */
    public void delete(String path) throws InterruptedException {
        var _ = answer(request(path).timeout(TIMEOUT).DELETE().build()).orThrow();
    }

    private static boolean isUndecided(JsonNode answer) {
        return !answer.path("decided").asBoolean(true);
    }

    /** Opens an event stream; {@code lastEventId} is where an earlier one broke off. */
    HttpResponse<InputStream> open(String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        var request = request(path).header("Accept", "text/event-stream").GET();
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** {@code text} as one segment of a path or one value of a query. */
    public static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        var root = base.toString();
        return HttpRequest.newBuilder(
                URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + PREFIX + path));
    }

    private Answer answer(HttpRequest request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 503 || attempt == TRIES) {
                    return new Answer(response.statusCode(), Json.read(response.body()), response.body());
                }
                Thread.sleep(retryAfter(response));
            } catch (ConnectException e) {
                throw new ServiceUnreachable(base, e);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new ServiceUnreachable(base, e);
                }
                Thread.sleep(Duration.ofMillis(200L * attempt));
            }
        }
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        var seconds = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,3}"))
                .map(Long::valueOf)
                .orElse(1L);
        return Duration.ofSeconds(Math.min(seconds, 5));
    }
}

package io.infrabot.system.harness;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EventStream;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call of a route. What stands in it follows from the contract, so that a new route is called without being named
 * here.
 *
 * @param headers names and values in turn
 */
record RouteCall(
        ApiRoutes.Route route,
        String method,
        String path,
        @Nullable String body,
        List<String> headers) {

    private static final int LARGE = 250_000;

    /** What was answered, but for what differs between doors as it should: a Location names the door that was called. */
    record Told(String method, int status, String stale, String type, String location, String text) {}

    /** Calls that concern one session. Those that are taken repeat themselves with the same key. */
    static Stream<RouteCall> of(ApiRoutes.Route route, OwnedSession owned) {
        var path = route.path(owned.session(), owned.operation());
        if (route.query().contains("sessionId")) {
            return Stream.of("?sessionId=" + owned.session(), "?operationId=" + owned.operation())
                    .flatMap(query -> reads(route, path + query));
        }
        if (!route.takesBody()) {
            return reads(route, path);
        }
        var known = new TreeMap<>(Map.of("sessionId", owned.session(), "team", OwnedSession.TEAM, "status", "ACTIVE"));
        known.keySet().retainAll(route.fields());
        // the key that opened the session names it; any other is of one request only
        var key = route.fields().contains("team") ? owned.key() : owned.key() + route.template();
        return Stream.concat(writes(route, path, known, key), refused(route, path, known, key));
    }

    /** Calls that concern no session, and that do nothing. */
    static Stream<RouteCall> ofNoSession(ApiRoutes.Route route) {
        if (route.ofOneSession() && !route.query().contains("sessionId")) {
            return Stream.of();
        }
        var path = route.path("", "");
        return route.takesBody() ? refused(route, path, Map.of(), "no-session") : reads(route, path);
    }

    Told at(Api door) {
        if (route.stream()) {
            return firstEvent(door);
        }
        var answer = door.call(method, path, body, headers.toArray(String[]::new));
        return new Told(
                method,
                answer.status(),
                answer.header("X-InfraBot-Stale"),
                answer.header("Content-Type"),
                answer.header("Location").replaceFirst("^http://[^/]+", ""),
                answer.text());
    }

    private Told firstEvent(Api door) {
        try (var stream = EventStream.follow(door.uri(path))) {
            Waiting.until(() -> assertThat(stream.events()).isNotEmpty());
            return new Told(
                    method,
                    200,
                    "",
                    "text/event-stream",
                    "",
                    stream.events().getFirst().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As they are, and where they are a GET, as HEAD as well; a stream has no head. */
    private static Stream<RouteCall> reads(ApiRoutes.Route route, String path) {
        var methods =
                route.method().equals("GET") && !route.stream() ? List.of("GET", "HEAD") : List.of(route.method());
        return methods.stream().map(method -> new RouteCall(route, method, path, null, List.of()));
    }

    private static Stream<RouteCall> writes(
            ApiRoutes.Route route, String path, Map<String, String> fields, String key) {
        var body = fields.entrySet().stream()
                .map(each -> "\"%s\":\"%s\"".formatted(each.getKey(), each.getValue()))
                .collect(joining(",", "{", "}"));
        return Stream.of(body, "{" + " ".repeat(LARGE) + body.substring(1))
                .map(text -> new RouteCall(
                        route,
                        route.method(),
                        path,
                        text,
                        List.of("Content-Type", "application/json", "Idempotency-Key", key)));
    }

    /** With a field that no route knows. */
    private static Stream<RouteCall> refused(
            ApiRoutes.Route route, String path, Map<String, String> fields, String key) {
        var more = new TreeMap<>(fields);
        more.put("pad", "x");
        return writes(route, path, more, key);
    }

    @Override
    public String toString() {
        return method + " " + path + ", body of " + (body == null ? 0 : body.length());
    }
}

package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.infrabot.session.endpoint.Endpoint;
import io.infrabot.session.endpoint.Endpoints;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request for a path, method or query that does not exist is refused. */
@NullUnmarked // what the framework injects
@QuarkusTest
@WithTestResource(OwnBroker.class)
class BadTargetIT extends RefusedRequests {

    @Inject
    Endpoints routes;

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
        assertProblem(api.call(method, path, null), 404, code);
    }

    @Test
    void aMethodThatARouteDoesNotTakeIsRefused() {
        assertProblem(api.call("DELETE", "/api/v1/sessions", null), 405, "METHOD_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "101", "-1", "99999999999"})
    void aLimitThatIsNoneIsRefused(String limit) {
        assertFault(api.get("/api/v1/sessions?limit=" + limit), "limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=nonsense", "status=SLEEPING", "status=created", "label==x"})
    void aListQueryThatMakesNoSenseIsRefused(String query) {
        assertFault(api.get("/api/v1/sessions?" + query), query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1//sessions", "/api/v1/sessions;a=b", "/api/v1/%2e%2e/sessions", "/api\\v1", "/a%00"})
    void aPathWithTwoMeaningsIsRefused(String path) throws IOException {
        var reply = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close", new byte[0]);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    }

    @Test
    void whatIsAllowedIsWhatIsTaken() {
        var unknown = UUID.randomUUID().toString();
        for (var template : templates()) {
            var path = template.replaceAll("\\{[^}]+}", unknown);
            var options = api.call("OPTIONS", path, null);
            var allowed = Set.of(options.header("Allow").split(", "));
            assertThat(options.status()).as(path).isEqualTo(204);

            for (var method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO")) {
                var answer = api.call(method, path, null);

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
        for (var template : templates()) {
            var path = template.replaceAll("\\{[^}]+}", session) + "/";

            for (var method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS")) {
                assertProblem(api.call(method, path, null), 404, "NOT_FOUND");
            }
        }
    }

    @Test
    void aParameterThatARouteDoesNotHaveIsRefusedEverywhere() {
        for (var route : routes.all()) {
            var path = route.template().replaceAll("\\{[^}]+}", session) + "?colour=red";

            var answer = api.call(route.method(), path, null);

            assertFault(answer, "colour");
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

    /** Found by the fuzz: Quarkus answered what java.net.URI cannot parse with a 400 that had no body. */
    @ParameterizedTest
    @ValueSource(strings = {"\"", "<", ">", "\\", "^", "`", "{", "|", "}"})
    void aCharacterThatMustBeEscapedInAQueryIsRefused(String character) throws IOException {
        for (var line : List.of("GET /api/v1/sessions", "POST /api/v1/sessions/x/operations", "GET /q/openapi")) {
            var reply = raw(line + "?team=a" + character + "b HTTP/1.1\r\nHost: 127.0.0.1", new byte[0]);

            assertProblem(reply, 400, "REQUEST_INVALID");
        }
    }

    private List<String> templates() {
        assertThat(routes.all()).hasSizeGreaterThan(15);
        return routes.all().stream().map(Endpoint::template).distinct().toList();
    }
}

package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.infrabot.probe.JsonHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Docker operations: asked for, and what is said of them. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class DockerIT extends OverHttp {

    static Stream<Arguments> operations() {
        return Stream.of(
                arguments("pull", Map.of("image", "a:1", "policy", "IfNotPresent", "platform", "linux/amd64")),
                arguments("push", Map.of("image", "localhost:5000/a:1")),
                arguments("tag", Map.of("source", "a:1", "target", "b:2")),
                arguments(
                        "build",
                        Map.of(
                                "context",
                                "/work",
                                "tag",
                                "a:1",
                                "dockerfile",
                                "Dockerfile",
                                "buildArgs",
                                Map.of("A", "1"))));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatIsAskedForIsTakenAndDoneWithTheArgumentsOfItsBody(String route, Map<String, Object> arguments) {
        var body = new HashMap<>(arguments);
        body.put("sessionId", api.session());

        var answer = api.post("/api/v1/docker/" + route, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/api/v1/operations/" + answer.at("operationId"));
        assertThat(answer.at("type")).isEqualTo("docker." + route);
        assertThat(answer.body().path("decided").asBoolean()).isTrue();
        var end = api.success(answer.at("operationId"));
        assertThat(end.path("node").asText()).isEqualTo(BothNodes.DOCKER_OPS);
        assertThat(end.path("arguments")).isEqualTo(answer.body().path("arguments"));
        assertThat(end.path("arguments").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(arguments.keySet());
    }

    @Test
    void anOperationIsShownByItsIdInEitherPlace() {
        var pull = pull(api.session());
        var end = api.success(pull);

        assertThat(api.get("/api/v1/docker/operations/" + pull).body()).isEqualTo(end);
        assertThat(status("?operationId=" + pull).body()).isEqualTo(end);
    }

    @Test
    void aToolIsNoDockerOperation() {
        var noop = api.noop(api.session());

        assertProblem(api.get("/api/v1/docker/operations/" + noop), 404, "OPERATION_NOT_FOUND");
        assertProblem(status("?operationId=" + noop), 404, "OPERATION_NOT_FOUND");
    }

    @Test
    void theDockerOperationsOfASessionComeOldestFirstAndAlone() {
        var session = api.session();
        var first = pull(session);
        api.noop(session);
        var second = pull(session);

        var page = status("?limit=1&sessionId=" + session);
        var rest = status("?sessionId=" + session + "&cursor=" + page.at("nextCursor"));

        assertThat(page.items().findValuesAsText("operationId")).containsExactly(first);
        assertThat(rest.items().findValuesAsText("operationId")).containsExactly(second);
        assertThat(rest.body().has("nextCursor")).isFalse();
    }

    @Test
    void aPlaceAmongAllOperationsIsNoneAmongThoseOfDocker() {
        var session = api.session();
        pull(session);
        pull(session);
        var cursor =
                api.get("/api/v1/sessions/" + session + "/operations?limit=1").at("nextCursor");

        assertFault(status("?sessionId=" + session + "&cursor=" + cursor), "cursor");
    }

    @Test
    void theStatusWithoutAnIdListsTheNodesWithAnEngine() {
        var items = status("").items();

        assertThat(items.findValuesAsText("nodeId")).containsExactly(BothNodes.DOCKER_OPS);
        assertThat(items.at("/0/engine/id").asText()).isEqualTo("engine-1");
        assertThat(items.at("/0/engineHealthy").asBoolean()).isTrue();
    }

    @Test
    void anOperationAndASessionAreNotAskedForAtOnce() {
        var session = api.session();

        assertFault(status("?sessionId=%s&operationId=%s".formatted(session, pull(session))), "sessionId");
    }

    private String pull(String session) {
        return api.submit("/api/v1/docker/pull", Map.of("sessionId", session, "image", "a:1"));
    }

    private JsonHttp.Answer status(String query) {
        return api.get("/api/v1/docker/status" + query);
    }
}

package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tools: what nodes offer, and how they are run. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class ToolsIT extends OverHttp {

    @Test
    void theToolsOfAllNodesAreListedByTheirNames() {
        var tools = api.get("/api/v1/tools");

        assertThat(tools.status()).isEqualTo(200);
        assertThat(tools.items().findValuesAsText("tool")).containsExactly("held", "noop");
    }

    @Test
    void aToolIsShownAsItsNodeDescribesIt() {
        var tool = api.get("/api/v1/tools/noop");

        assertThat(tool.status()).as(tool.text()).isEqualTo(200);
        assertThat(tool.at("tool")).isEqualTo("noop");
        assertThat(tool.at("description")).isNotEmpty();
        assertThat(tool.body().at("/inputSchema/properties").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("echo", "holdMs");
    }

    @Test
    void whatDockerDoesIsNoTool() {
        assertProblem(api.get("/api/v1/tools/docker.pull"), 404, "TOOL_NOT_FOUND");
        assertProblem(api.get("/api/v1/tools/pull"), 404, "TOOL_NOT_FOUND");
    }

    @Test
    void aToolIsTakenAndRun() {
        var answer = api.post("/api/v1/tools/noop", Map.of("sessionId", api.session(), "timeout", "PT1M"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/api/v1/operations/" + answer.at("operationId"));
        assertThat(answer.at("type")).isEqualTo("tool.noop");
        assertThat(api.success(answer.at("operationId")).path("node").asText()).isEqualTo(BothNodes.TOOL_RUNNER);
    }

    @Test
    void aToolForAllNodesIsOneOperationOfEach() {
        var session = api.session();

        var parent = api.success(
                api.submit("/api/v1/tools/noop", Map.of("sessionId", session, "target", Map.of("kind", "all"))));

        var part = parent.at("/subOperations/0");
        assertThat(parent.path("subOperations")).hasSize(1);
        assertThat(part.path("node").asText()).isEqualTo(BothNodes.TOOL_RUNNER);
        assertThat(part.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(api.success(part.path("operationId").asText()).path("parent"))
                .isEqualTo(parent.path("operationId"));
    }
}

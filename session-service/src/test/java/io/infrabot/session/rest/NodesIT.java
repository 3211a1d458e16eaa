package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infrabot.probe.JsonHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes: listed, asked to drain, forgotten. */
@NullUnmarked // what the framework injects
@QuarkusTest
@WithTestResource(OwnBroker.class)
class NodesIT extends OverHttp {

    private static final String LEAVER = "tool-runner-2";

    @Inject
    BothNodes nodes;

    private NodeInTest leaver;

    @BeforeEach
    void oneMoreNodeIsThere() {
        leaver = nodes.toolRunner(LEAVER);
        Waiting.until(() -> assertThat(statusOf(LEAVER)).isEqualTo("ALIVE"));
    }

    @AfterEach
    void itIsForgotten() {
        leaver.close();
        Waiting.until(() -> assertThat(statusOf(LEAVER)).isIn("LEFT", ""));
        api.delete("/api/v1/nodes/" + LEAVER);
        Waiting.until(() -> assertThat(node(LEAVER).isMissingNode()).isTrue());
    }

    @Test
    void everyNodeIsListedWithWhatItsBeatsSay() {
        var nodes = api.get("/api/v1/nodes");

        assertThat(nodes.status()).isEqualTo(200);
        assertThat(nodes.items().findValuesAsText("nodeId"))
                .containsExactly(BothNodes.DOCKER_OPS, BothNodes.TOOL_RUNNER, LEAVER);
        var leaver = node(LEAVER);
        assertThat(leaver.path("kind").asText()).isEqualTo("tool-runner");
        assertThat(leaver.path("draining").asBoolean(true)).isFalse();
        assertThat(leaver.path("runs").asInt(-1)).isZero();
        assertThat(leaver.at("/lanes/all/slots").asInt()).isEqualTo(100);
        assertThat(leaver.path("lastBeatAgeMs").isNumber()).isTrue();
        assertThat(leaver.has("engine")).isFalse();
        assertThat(node(BothNodes.DOCKER_OPS).at("/engine/id").asText()).isEqualTo("engine-1");
    }

    @Test
    void aNodeThatIsAskedToDrainSaysThatItDoes() {
        var answer = drain(LEAVER, "{}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.at("nodeId")).isEqualTo(LEAVER);
        Waiting.until(
                () -> assertThat(node(LEAVER).path("draining").asBoolean()).isTrue());
    }

    @Test
    void aNodeIsAskedToDrainWithoutABody() {
        assertThat(api.call("POST", "/api/v1/nodes/" + LEAVER + "/drain", null).status())
                .isEqualTo(202);
    }

    @Test
    void aNodeThatHasLeftIsNotToldToDrain() {
        leaver.close();
        Waiting.until(() -> assertThat(statusOf(LEAVER)).isEqualTo("LEFT"));

        assertProblem(drain(LEAVER, "{}"), 409, "NODE_NOT_ALIVE");
    }

    @Test
    void aNodeThatHasLeftIsForgottenAndNobodyKnowsItThen() {
        leaver.close();
        Waiting.until(() -> assertThat(statusOf(LEAVER)).isEqualTo("LEFT"));
        assertThat(runners()).isEqualTo("DEGRADED");

        var answer = api.delete("/api/v1/nodes/" + LEAVER);

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        Waiting.until(() -> assertThat(node(LEAVER).isMissingNode()).isTrue());
        assertThat(runners()).isEqualTo("HEALTHY");
        assertProblem(api.delete("/api/v1/nodes/" + LEAVER), 404, "NODE_NOT_FOUND");
        assertProblem(drain(LEAVER, "{}"), 404, "NODE_NOT_FOUND");
    }

    @Test
    void aNodeThatIsThereIsNotForgotten() {
        assertProblem(api.delete("/api/v1/nodes/" + LEAVER), 409, "NODE_ALIVE");
        assertThat(statusOf(LEAVER)).isEqualTo("ALIVE");
    }

    @Test
    void aNodeThatNeverWasIsNotFound() {
        assertProblem(api.delete("/api/v1/nodes/nobody-1"), 404, "NODE_NOT_FOUND");
        assertProblem(drain("nobody-1", "{}"), 404, "NODE_NOT_FOUND");
    }

    @Test
    void nothingCanBeSaidOfHowToDrain() {
        assertFault(drain(LEAVER, "{\"at\":\"once\"}"), "at");
        assertThat(node(LEAVER).path("draining").asBoolean()).isFalse();
    }

    private JsonHttp.Answer drain(String node, String body) {
        return api.post("/api/v1/nodes/" + node + "/drain", body);
    }

    private String runners() {
        return api.get("/api/v1/health")
                .body()
                .at("/components/atomicFramework/status")
                .asText();
    }

    private String statusOf(String id) {
        return node(id).path("status").asText();
    }

    private JsonNode node(String id) {
        for (var each : api.get("/api/v1/nodes").items()) {
            if (each.path("nodeId").asText().equals(id)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }
}

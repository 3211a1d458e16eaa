package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operations with target {@code all}: one sub-operation a node, each to be seen, and a parent that ends truly (R1.33). */
class AllNodesIT {

    private static final Member SECOND = Member.toolRunner(2);
    private static final int LONG = 60_000;

    @RegisterExtension
    static final Stack STACK = new Stack();

    private final Api api = STACK.api();

    @BeforeAll
    static void aSecondNode() {
        STACK.world().add(SECOND);
        STACK.start(SECOND);
    }

    @AfterEach
    void theHistoryIsSound() {
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }

    @Test
    void eachNodeDoesItAndTheWholeEndsWithTheLast() {
        var whole = onAllNodes(20);

        var end = api.success(whole);

        assertThat(parts(end))
                .extracting(part -> part.path("node").asText())
                .containsExactly("tool-runner-1", "tool-runner-2");
        assertThat(parts(end)).allSatisfy(part -> {
            assertThat(part.path("status").asText()).isEqualTo("SUCCEEDED");
            var own = api.operation(part.path("operationId").asText());
            assertThat(own.path("parent").asText()).isEqualTo(whole);
            assertThat(own.path("node")).isEqualTo(part.path("node"));
        });
    }

    @Test
    void oneThatIsStoppedByItselfLeavesTheOthersAloneAndTheWholeSaysSo() {
        var whole = onAllNodes(2_000);
        var stopped = running(whole).getFirst().path("operationId").asText();

        assertThat(api.cancel(stopped).status()).isEqualTo(202);

        var end = api.end(whole);
        assertThat(end.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(parts(end))
                .extracting(part -> part.path("status").asText())
                .containsExactly("CANCELLED", "SUCCEEDED");
    }

    @Test
    void stoppingTheWholeStopsEach() {
        var whole = onAllNodes(LONG);
        running(whole);

        assertThat(api.cancel(whole).status()).isEqualTo(202);

        assertThat(api.end(whole).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(parts(api.operation(whole)))
                .extracting(part -> part.path("status").asText())
                .containsOnly("CANCELLED");
    }

    @Test
    void whatOneNodeRefusesFailsTheWhole() {
        var whole = onAllNodes(-1);

        var error = api.end(whole).path("error");

        assertThat(error.path("code").asText()).isEqualTo("SUB_OPERATIONS_FAILED");
        assertThat(error.path("message").asText())
                .isEqualTo(
                        "2 of 2 sub-operations failed: tool-runner-1 REQUEST_INVALID, tool-runner-2 REQUEST_INVALID");
    }

    @Test
    void itIsCarriedOnWhenTheWriterDiesAndANodeComesBack() {
        var whole = onAllNodes(1_500);
        running(whole);

        STACK.kill(Stack.SESSION, SECOND);
        STACK.start(Stack.SESSION, SECOND);

        assertThat(parts(api.success(whole)))
                .extracting(part -> part.path("status").asText())
                .containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    private String onAllNodes(int holdMs) {
        return api.submit(
                "/api/v1/tools/noop",
                Map.of(
                        "sessionId", api.session(),
                        "arguments", Map.of("holdMs", holdMs),
                        "target", Map.of("kind", "all")));
    }

    private List<JsonNode> running(String whole) {
        Waiting.until(() -> assertThat(parts(api.operation(whole)))
                .hasSize(2)
                .allMatch(part -> part.path("status").asText().equals("RUNNING")));
        return parts(api.operation(whole));
    }

    private static List<JsonNode> parts(JsonNode operation) {
        return StreamSupport.stream(operation.path("subOperations").spliterator(), false)
                .toList();
    }
}

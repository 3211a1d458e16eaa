package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.OwnEngine;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two engines, each with a node: a session is at home on one of them, and a target may choose (R1.32, R1.33). */
@EnabledIf(
        value = "io.infrabot.testkit.world.OwnEngine#isPossible",
        disabledReason = "a second engine takes root, dockerd and ip")
class TwoEnginesIT {

    private static final Member FIRST = Stack.DOCKER_OPS;
    private static final Member SECOND = Member.dockerOps(2);
    private static final String ZONE = "INFRABOT_NODE_LABELS_ZONE";
    private static final Map<String, Object> ANY = Map.of("kind", "any");
    private static final Map<String, Object> ALL = Map.of("kind", "all");

    @RegisterExtension
    static final Stack STACK = new Stack();

    private static OwnEngine secondEngine;

    private final Api api = STACK.api();
    private final String session = api.session();

    @BeforeAll
    static void aNodeOnAnEngineOfItsOwn() {
        secondEngine = STACK.with(OwnEngine.named("second", STACK.world().folder("engine")));
        STACK.kill(FIRST);
        STACK.world()
                .add(FIRST, Manner.USUAL.with(ZONE, "a"))
                .add(SECOND, Manner.USUAL.with(ZONE, "b").with("DOCKER_HOST", secondEngine.address()));
        STACK.start(FIRST, SECOND);
    }

    @BeforeEach
    void bothAreThere() {
        if (!STACK.world().isRunning(FIRST)) {
            STACK.start(FIRST);
        }
    }

    @AfterEach
    void theHistoryIsSound() {
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }

    @Test
    void whatNeedsTheHomeEngineWaitsUntilItIsBackThoughTheOtherCouldDoIt() {
        var image = image();
        var tagged = image + "-tagged";
        STACK.with(() -> EngineProbe.remove(tagged));
        api.success(pull(image, node(FIRST)));
        api.success(pull(image, node(SECOND)));
        lose(FIRST);

        var tag = tag(image, tagged);

        Waiting.until(() -> assertThat(reasonOf(tag)).isEqualTo("ENGINE_UNAVAILABLE"));
        assertThat(api.operation(tag).path("status").asText()).isEqualTo("QUEUED");
        STACK.start(FIRST);
        assertThat(nodeOf(api.success(tag))).isEqualTo(FIRST.id());
        assertThat(EngineProbe.image(tagged)).isPresent();
        assertThat(secondEngine.has(tagged)).isFalse();
    }

    @Test
    void aPullLeavesTheHomeEngineWhereThatIsAway() {
        api.success(pull(image(), node(FIRST)));
        var home = home();
        lose(FIRST);
        var image = image();

        assertThat(nodeOf(api.success(pull(image, ANY)))).isEqualTo(SECOND.id());

        assertOnlyInTheSecond(image);
        assertThat(home()).isEqualTo(home);
    }

    @Test
    void aTargetNamesTheNodeAndTheHomeEngineIsThatOfTheFirstOperation() {
        var image = image();
        var tagged = image + "-tagged";

        assertThat(nodeOf(api.success(pull(image, node(SECOND))))).isEqualTo(SECOND.id());
        assertThat(nodeOf(api.success(tag(image, tagged)))).isEqualTo(SECOND.id());

        assertOnlyInTheSecond(image);
        assertOnlyInTheSecond(tagged);
    }

    @Test
    void aTargetNamesLabelsAndIsWaitedForWhereNobodyHasThem() {
        var inA = image();
        var inB = image();

        var nowhere = pull(image(), zone("c"));
        assertThat(nodeOf(api.success(pull(inA, zone("a"))))).isEqualTo(FIRST.id());
        assertThat(nodeOf(api.success(pull(inB, zone("b"))))).isEqualTo(SECOND.id());

        assertThat(EngineProbe.image(inA)).isPresent();
        assertThat(secondEngine.has(inA)).isFalse();
        assertOnlyInTheSecond(inB);
        assertThat(reasonOf(nowhere)).isEqualTo("NO_MATCHING_NODE");
        api.cancel(nowhere);
        assertThat(api.end(nowhere).path("status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void aPullOnAllNodesFillsBothEngines() {
        var image = image();

        var end = api.success(pull(image, ALL));

        assertThat(end.path("subOperations")).extracting(TwoEnginesIT::nodeOf).containsExactly(FIRST.id(), SECOND.id());
        assertThat(EngineProbe.image(image)).isPresent();
        assertThat(secondEngine.has(image)).isTrue();
    }

    private static void assertOnlyInTheSecond(String image) {
        assertThat(secondEngine.has(image)).isTrue();
        assertThat(EngineProbe.image(image)).isEmpty();
    }

    /** An image that stands in the registry, and in no engine. */
    private static String image() {
        var repository = RegistryProbe.newRepository();
        RegistryProbe.publish(repository, 1, 1_024);
        var image = RegistryProbe.address() + "/" + repository + ":1";
        STACK.with(() -> EngineProbe.remove(image));
        return image;
    }

    private void lose(Member node) {
        STACK.kill(node);
        Waiting.until(() -> assertThat(api.nodeStatus(node.id())).isEqualTo("LOST"));
    }

    private String pull(String image, Map<String, Object> target) {
        return api.submit("/api/v1/docker/pull", Map.of("sessionId", session, "image", image, "target", target));
    }

    private String tag(String source, String target) {
        return api.submit("/api/v1/docker/tag", Map.of("sessionId", session, "source", source, "target", target));
    }

    private static Map<String, Object> node(Member node) {
        return Map.of("kind", "node", "node", node.id());
    }

    private static Map<String, Object> zone(String zone) {
        return Map.of("kind", "labels", "labels", Map.of("zone", zone));
    }

    private String home() {
        return api.session(session).path("homeEngine").asText();
    }

    private static String nodeOf(JsonNode operation) {
        return operation.path("node").asText();
    }

    private String reasonOf(String operation) {
        return api.operation(operation).path("waiting").path("reason").asText();
    }
}

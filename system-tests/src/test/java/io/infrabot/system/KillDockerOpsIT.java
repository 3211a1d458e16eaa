package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.ThrottlingProxy;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node is lost while it pulls (F02), or only seems to be (F09). */
class KillDockerOpsIT {

    private static final int LAYER_BYTES = 2 * 1024 * 1024;
    private static final long SLOW = 200_000;

    @RegisterExtension
    static final Stack STACK = new Stack();

    @Test
    void aPullWhoseNodeIsKilledIsFinishedByTheRestartedNodeAsAttemptTwo() throws IOException {
        var api = STACK.api();
        var proxy = STACK.with(ThrottlingProxy.at(SLOW));
        var repository = RegistryProbe.newRepository();
        var imageId = RegistryProbe.publish(repository, 3, LAYER_BYTES);
        var image = RegistryProbe.through(proxy, repository);
        STACK.with(() -> EngineProbe.remove(image));
        var begun = Instant.now();
        var pull = api.pull(api.session(), image);
        Waiting.until(() -> assertThat(proxy.delivered()).isGreaterThan(2 * SLOW));

        STACK.kill(Stack.DOCKER_OPS);
        Waiting.until(() -> assertThat(history().kindsOf(pull)).contains("OperationNodeLost"));
        STACK.start(Stack.DOCKER_OPS);
        Waiting.until(
                () -> assertThat(api.operation(pull).path("status").asText()).isEqualTo("RUNNING"));
        proxy.limit(ThrottlingProxy.UNLIMITED);

        var end = api.success(pull);
        assertThat(end.path("attempt").asInt()).isEqualTo(2);
        assertThat(end.path("result").path("imageId").asText()).isEqualTo(imageId);
        assertThat(EngineProbe.image(image).orElseThrow().path("Id").asText()).isEqualTo(imageId);
        assertThat(EngineProbe.actionsOn(image, begun)).containsOnlyOnce("pull");
        assertThat(history().isSound().equalsWhatTheWriterSays(api).kindsOf(pull))
                // whether it had to wait in between depends on which is faster
                .filteredOn(kind -> !kind.equals("OperationWaiting"))
                .containsExactly(
                        "OperationAccepted",
                        "OperationPlaced",
                        "OperationStarted",
                        "OperationNodeLost",
                        "OperationPlaced",
                        "OperationStarted",
                        "OperationSucceeded");
    }

    @Test
    void aNodeThatStoodStillFinishesWhatItIsGivenAnewAndOnlyThat() throws IOException {
        var api = STACK.api();
        var proxy = STACK.with(ThrottlingProxy.at(SLOW));
        var repository = RegistryProbe.newRepository();
        var imageId = RegistryProbe.publish(repository, 2, LAYER_BYTES);
        var image = RegistryProbe.through(proxy, repository);
        STACK.with(() -> EngineProbe.remove(image));
        var pull = api.pull(api.session(), image);
        Waiting.until(() -> assertThat(proxy.delivered()).isGreaterThan(SLOW));

        STACK.world().pause(Stack.DOCKER_OPS);
        Waiting.until(() -> assertThat(history().kindsOf(pull)).contains("OperationNodeLost"));
        STACK.world().resume(Stack.DOCKER_OPS);
        proxy.limit(ThrottlingProxy.UNLIMITED);

        var end = api.success(pull);
        assertThat(end.path("attempt").asInt()).isEqualTo(2);
        assertThat(EngineProbe.image(image).orElseThrow().path("Id").asText()).isEqualTo(imageId);
        assertThat(history().isSound().equalsWhatTheWriterSays(api).kindsOf(pull))
                .containsOnlyOnce("OperationNodeLost", "OperationSucceeded");
    }

    private static HistoryFold history() {
        return HistoryFold.of(new TopicProbe(STACK.world()));
    }
}

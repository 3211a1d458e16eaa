package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EngineProbe;
import io.infrabot.testkit.world.RegistryProbe;
import io.infrabot.testkit.world.ThrottlingProxy;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operations that somebody wants stopped. */
@Order(Stack.SHARED)
class CancelIT {

    /** So slow that no test sees the end of it. */
    private static final long CRAWL = 20_000;

    /** Packing it takes longer than a cancelled tool may take to stop; nothing of it is on the disk but its length. */
    private static final long LARGE = 1_000_000_000;

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    private final Api api = STACK.api();

    @AfterEach
    void theHistoryIsSound() {
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }

    @Test
    void aPullIsStoppedWhileItsBytesAreStillOnTheirWay() throws IOException {
        var proxy = STACK.with(ThrottlingProxy.at(CRAWL));
        var repository = RegistryProbe.newRepository();
        RegistryProbe.publish(repository, 2, 2 * 1024 * 1024);
        var image = RegistryProbe.through(proxy, repository);
        var pull = api.pull(api.session(), image);
        Waiting.until(() -> assertThat(proxy.delivered()).isGreaterThan(CRAWL));

        var answer = api.cancel(pull);

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        var end = api.end(pull);
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("CANCELLED");
        assertThat(end.path("usage").path("wallTime").asText()).startsWith("PT");
        assertThat(EngineProbe.image(image)).isEmpty();
    }

    @Test
    void aBuildIsStoppedWhileItsLargeContextIsStillBeingPacked() throws IOException {
        var context = Files.createDirectories(STACK.buildRoot().resolve("large"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY zeros /zeros\n");
        try (var zeros = new RandomAccessFile(context.resolve("zeros").toFile(), "rw")) {
            zeros.setLength(LARGE);
        }
        var image = "large-" + UUID.randomUUID() + ":1";
        STACK.with(() -> EngineProbe.remove(image));
        var build = api.submit(
                "/api/v1/docker/build",
                Map.of("sessionId", api.session(), "context", context.toString(), "tag", image));
        Waiting.until(
                () -> assertThat(api.operation(build).path("status").asText()).isEqualTo("RUNNING"));

        api.cancel(build);

        var end = api.end(build);
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("CANCELLED");
    }

    @Test
    void anOperationThatWaitsForANodeIsStoppedAtOnce() {
        var waiting = waiting();

        assertThat(api.operation(waiting).path("waiting").path("reason").asText())
                .isEqualTo("NO_MATCHING_NODE");
        assertThat(api.cancel(waiting).status()).isEqualTo(202);

        assertThat(api.end(waiting).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(HistoryFold.of(new TopicProbe(STACK.world())).kindsOf(waiting))
                .containsExactly("OperationAccepted", "OperationWaiting", "OperationCancelled");
    }

    private String waiting() {
        return api.submit(
                "/api/v1/tools/noop",
                Map.of("sessionId", api.session(), "target", Map.of("kind", "node", "node", "nobody-1")));
    }
}

package io.infrabot.docker.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.docker.engine.Images;
import io.infrabot.events.Beat;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Report;
import io.infrabot.tools.broker.BrokerResource;
import io.infrabot.tools.broker.WriterSide;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole node against a real broker, a real engine and a real registry. */
@NullUnmarked // what the framework injects
@QuarkusTest
@TestProfile(DockerOpsIT.Roots.class)
@WithTestResource(BrokerResource.class)
class DockerOpsIT {

    private static final Path ROOT = Path.of("target", "build-roots").toAbsolutePath();
    private static final String REGISTRY = System.getenv().getOrDefault("INFRABOT_TEST_REGISTRY", "127.0.0.1:5000");

    /** Lets this test build from its own directory. */
    public static final class Roots implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "infrabot.docker.build-roots",
                    ROOT.toString(),
                    "infrabot.docker.host",
                    System.getenv().getOrDefault("INFRABOT_TEST_ENGINE", "unix:///var/run/docker.sock"));
        }
    }

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Images images;

    private final String image =
            REGISTRY + "/node-" + UUID.randomUUID().toString().substring(0, 8) + ":v1";
    private WriterSide writer;
    private Beat beat;

    @BeforeEach
    void connect() {
        writer = new WriterSide(bootstrapServers);
        beat = writer.awaitBeat(it -> it.engineHealthy() && it.engine() != null);
    }

    @AfterEach
    void cleanUp() throws Exception {
        writer.close();
        images.remove(image);
        images.remove(image + "-2");
    }

    @Test
    void aNodeRegistersItsEngineAndItsLanes() {
        assertThat(beat.lanes()).containsOnlyKeys("metadata", "transfer");
        var registered =
                (NodeRegistered) writer.await(it -> it.record() instanceof NodeRegistered node && node.engine() != null)
                        .record();
        assertThat(registered.engine().id()).isEqualTo(beat.engine());
        assertThat(registered.tools()).hasSize(4);
    }

    @Test
    void anImageIsBuiltPushedPulledAndTagged() throws Exception {
        var context = contextOf(24_000_000);

        var built = succeeded("docker.build", Map.of("context", context.toString(), "tag", image));
        var pushed = succeeded("docker.push", Map.of("image", image));
        images.remove(image);
        var work = writer.place(beat, "docker.pull", Map.of("image", image));
        var pulled = (Report.Succeeded) writer.awaitEnd(work).record();
        var tagged = succeeded("docker.tag", Map.of("source", image, "target", image + "-2"));

        assertThat(pulled.result()).containsEntry("imageId", built.result().get("imageId"));
        assertThat(pulled.result()).containsEntry("digest", pushed.result().get("digest"));
        assertThat(tagged.result()).containsEntry("imageId", built.result().get("imageId"));
        assertThat(pulled.usage().networkReceivedBytes()).isGreaterThan(20_000_000);
        assertThat(pushed.usage().networkSentBytes()).isGreaterThan(20_000_000);
        var said = writer.progressOf(work.run());
        assertThat(said).isNotEmpty();
        assertThat(said.getLast().layers()).isNotEmpty();
        assertThat(said).isSortedAccordingTo((a, b) -> Double.compare(a.fraction(), b.fraction()));
    }

    @Test
    void aRegistryThatIsDownIsTriedFourTimes() {
        var work = writer.place(beat, "docker.pull", Map.of("image", "127.0.0.1:1/nothing:v1"));

        var end = (Report.Failed) writer.awaitEnd(work).record();

        assertThat(end.error().code()).isEqualTo(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE.name());
        assertThat(writer.reportsOf(work.run()))
                .filteredOn(Report.AttemptFailed.class::isInstance)
                .hasSize(4);
    }

    @Test
    void anImageThatIsNowhereFailsAtOnce() {
        var work = writer.place(beat, "docker.pull", Map.of("image", image));

        assertThat(((Report.Failed) writer.awaitEnd(work).record()).error().code())
                .isEqualTo(ErrorCode.DOCKER_IMAGE_NOT_FOUND.name());
    }

    @Test
    void aContextOutsideTheRootsIsRefused() {
        var work = writer.place(beat, "docker.build", Map.of("context", "/etc", "tag", image));

        assertThat(((Report.Failed) writer.awaitEnd(work).record()).error().code())
                .isEqualTo(ErrorCode.REQUEST_INVALID.name());
    }

    private Report.Succeeded succeeded(String type, Map<String, Object> arguments) {
        var end = writer.awaitEnd(writer.place(beat, type, arguments)).record();
        assertThat(end).isInstanceOf(Report.Succeeded.class);
        return (Report.Succeeded) end;
    }

    private static Path contextOf(int bytes) throws IOException {
        var context = Files.createDirectories(ROOT.resolve(UUID.randomUUID().toString()));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY content /\n");
        var content = new byte[bytes];
        new Random().nextBytes(content);
        Files.write(context.resolve("content"), content);
        return context;
    }
}

package io.infrabot.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.ErrorCode;
import io.infrabot.tools.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every container engine does, whatever stands behind the port. */
@NullUnmarked // what the framework injects
public abstract class ContainerEngineContract {

    private String repository;
    private final Heard heard = new Heard();
    private final List<String> made = new ArrayList<>();
    private ContainerEngine engine;

    @TempDir
    Path directory;

    protected abstract ContainerEngine open();

    /** Host and port of a registry that is open to all. */
    protected abstract String registry();

    @BeforeEach
    void start() {
        engine = open();
        repository = registry() + "/contract-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void cleanUp() throws Exception {
        for (var reference : made) {
            engine.remove(reference);
        }
    }

    @Test
    void anEngineSaysWhoItIs() throws Exception {
        assertThat(engine.identify().id()).isNotBlank();
        assertThat(engine.identify().apiVersion()).matches("1\\.\\d+");
        assertThat(engine.identify()).isEqualTo(engine.identify());
    }

    @Test
    void whatIsBuiltIsFoundByNameAndByLabel() throws Exception {
        var id = build("v1");

        assertThat(engine.find(repository + ":v1").orElseThrow().id()).isEqualTo(id);
        assertThat(engine.findLabelled("io.infrabot.test", repository + ":v1")
                        .orElseThrow()
                        .id())
                .isEqualTo(id);
        assertThat(heard.lines()).anyMatch(line -> line.startsWith("Step 2/"));
    }

    @Test
    void aPushedImageComesBackWithItsDigestAndItsLayers() throws Exception {
        var id = build("v1");
        var image = reference("v1");

        var digest = engine.push(image, null, heard);
        engine.remove(image.toString());
        assertThat(engine.find(image.toString())).isEmpty();
        engine.pull(image, null, null, heard);

        var back = engine.find(image.toString()).orElseThrow();
        assertThat(back.id()).isEqualTo(id);
        assertThat(back.digests()).contains(repository + "@" + digest);
        assertThat(heard.statuses()).contains("Pushed", "Downloading", "Pull complete");
    }

    @Test
    void aPullOfADigestFindsTheSameImage() throws Exception {
        var id = build("v1");
        var digest = engine.push(reference("v1"), null, heard);

        engine.pull(EngineReference.parse(repository + "@" + digest), null, null, heard);

        assertThat(engine.find(repository + "@" + digest).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void aTagStandsForTheSameImageAndMayBeSetTwice() throws Exception {
        var id = build("v1");

        engine.tag(id, reference("v2"));
        engine.tag(id, reference("v2"));
        made.add(repository + ":v2");

        assertThat(engine.find(repository + ":v2").orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void aTagOfNothingIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> engine.tag(repository + ":none", reference("v2")));
    }

    @Test
    void aPullOfWhatTheRegistryDoesNotHaveIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> engine.pull(reference("none"), null, null, heard));
    }

    @Test
    void aPushOfWhatTheEngineDoesNotHaveIsNotFound() {
        fails(ErrorCode.DOCKER_IMAGE_NOT_FOUND, () -> engine.push(reference("none"), null, heard));
    }

    @Test
    void aRegistryThatIsDownIsWorthAnotherTry() throws Exception {
        var away = EngineReference.parse("127.0.0.1:1/nothing:v1");

        fails(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, () -> engine.pull(away, null, null, heard));
        engine.tag(build("v1"), away);
        made.add(away.toString());
        fails(ErrorCode.DOCKER_REGISTRY_UNAVAILABLE, () -> engine.push(away, null, heard));
    }

    @Test
    void aBuildThatFailsSaysSo() throws Exception {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY missing /\n");

        fails(ErrorCode.DOCKER_BUILD_FAILED, () -> engine.build(spec("v1"), heard));
    }

    @Test
    void aCallThatIsClosedFromOutsideEndsAndSoDoesAnInterruptedOne() throws Exception {
        build("v1");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> engine.push(reference("v1"), null, heard)).isInstanceOf(InterruptedException.class);
    }

    private void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        it -> assertThat(it.error().code()).as(it.getMessage()).isEqualTo(code.name()));
    }

    private String build(String tag) throws IOException, ToolFailure, InterruptedException {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY content /\n");
        var content = new byte[2_000_000];
        new Random().nextBytes(content);
        Files.write(directory.resolve("content"), content);
        made.add(repository + ":" + tag);
        return engine.build(spec(tag), heard);
    }

    private BuildSpec spec(String tag) throws ToolFailure {
        var name = repository + ":" + tag;
        return new BuildSpec(directory, "Dockerfile", reference(tag), Map.of(), Map.of("io.infrabot.test", name));
    }

    private EngineReference reference(String tag) throws ToolFailure {
        return EngineReference.parse(repository + ":" + tag);
    }

    /** Remembers what an engine says. */
    private static final class Heard implements EngineCall {

        private final List<EngineMessage> messages = new ArrayList<>();

        @Override
        public void hear(EngineMessage message) {
            messages.add(message);
        }

        @Override
        public void onCancel(AutoCloseable hook) {}

        List<String> lines() {
            return messages.stream()
                    .filter(EngineMessage.Line.class::isInstance)
                    .map(it -> ((EngineMessage.Line) it).text())
                    .toList();
        }

        List<String> statuses() {
            return messages.stream()
                    .filter(EngineMessage.LayerMoved.class::isInstance)
                    .map(it -> ((EngineMessage.LayerMoved) it).status())
                    .toList();
        }
    }
}

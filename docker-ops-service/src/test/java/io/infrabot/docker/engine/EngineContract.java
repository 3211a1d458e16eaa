package io.infrabot.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.docker.context.IgnoreFile;
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
import org.junit.jupiter.api.io.TempDir;

/** An engine, a repository of this test's own, and what both contracts do with them. */
@NullUnmarked // what the framework injects
public abstract class EngineContract {

    String repository;
    final Heard heard = new Heard();
    final List<String> made = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    EngineInfo info;
    Images images;

    @TempDir
    Path directory;

    protected abstract EngineInfo openInfo();

    protected abstract Images openImages();

    /** Host and port of a registry that is open to all. */
    protected abstract String registry();

    /** Host and port of a registry where nobody listens. */
    protected String registryThatIsDown() {
        return "127.0.0.1:1";
    }

    /** Host and port of a registry that denies everything; what it needs is closed with this test. */
    protected String registryThatDenies() throws IOException {
        var denying = new DenyingRegistry();
        opened.add(denying);
        return denying.address();
    }

    @BeforeEach
    void start() {
        info = openInfo();
        images = openImages();
        repository = registry() + "/contract-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void cleanUp() throws Exception {
        for (var reference : made) {
            images.remove(reference);
        }
        for (var each : opened) {
            each.close();
        }
    }

    void fails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        it -> assertThat(it.error().code()).as(it.getMessage()).isEqualTo(code.name()));
    }

    String build(String tag) throws IOException, ToolFailure, InterruptedException {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY content /\n");
        var content = new byte[2_000_000];
        new Random().nextBytes(content);
        Files.write(directory.resolve("content"), content);
        made.add(repository + ":" + tag);
        return images.build(spec(tag), heard).imageId();
    }

    BuildSpec spec(String tag) throws ToolFailure {
        var name = repository + ":" + tag;
        return new BuildSpec(
                directory,
                "Dockerfile",
                IgnoreFile.parse("", "Dockerfile"),
                reference(tag),
                Map.of(),
                Map.of("io.infrabot.test", name));
    }

    EngineReference reference(String tag) throws ToolFailure {
        return EngineReference.parse(repository + ":" + tag);
    }
}

package io.infrabot.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.events.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every container engine does with a build, and says of one that fails. */
public abstract class BuildContract extends EngineContract {

    @Test
    void aBuildThatFailsSaysSo() throws Exception {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY missing /\n");

        assertThatThrownBy(() -> images.build(spec("v1"), heard)).isInstanceOfSatisfying(EngineException.class, it -> {
            assertThat(it.error().code()).isEqualTo(ErrorCode.DOCKER_BUILD_FAILED.name());
            assertThat(it.error().message())
                    .matches("step 2 of \\d: COPY missing /: .*")
                    .contains("missing");
            assertThat(it.error().output()).anyMatch(line -> line.endsWith(" : COPY missing /"));
        });
    }

    @Test
    void aDockerfileThatIsNoneSaysWhere() throws Exception {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nRUNN make\n");

        assertThatThrownBy(() -> images.build(spec("v1"), heard))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        it -> assertThat(it.error().code()).isEqualTo(ErrorCode.DOCKER_BUILD_FAILED.name()))
                .hasMessageContaining("RUNN");
    }

    @Test
    void aStepThatFailsEndsWithWhatItPrintedAndItsExitCode() throws Exception {
        var shell = List.of("/bin/sh", "/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/libc.so.6");
        Assumptions.assumeTrue(shell.stream().map(Path::of).allMatch(Files::exists), "no shell to build with");
        for (var file : shell) {
            var copy = directory.resolve("root" + file);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of(file), copy);
        }
        Files.writeString(directory.resolve("Dockerfile"), """
            FROM scratch
            COPY root /
            RUN i=0; while [ $i -lt 40 ]; do i=$((i+1)); echo line $i; done; printf '\\033[31mbroken\\033[0m'; exit 3
            """);

        assertThatThrownBy(() -> images.build(spec("v1"), heard)).isInstanceOfSatisfying(EngineException.class, it -> {
            assertThat(it.error().message()).startsWith("step 3 of ").endsWith("returned a non-zero code: 3");
            assertThat(it.error().output()).hasSize(20).contains("line 40", "broken");
        });
    }

    @Test
    void aBuildArgumentThatNoStepTakesIsAWarning() throws Exception {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
        made.add(repository + ":v1");
        var spec = spec("v1");

        var built = images.build(
                new BuildSpec(
                        spec.context(), spec.dockerfile(), spec.ignore(), spec.tag(), Map.of("NOPE", "x"), Map.of()),
                heard);

        assertThat(built.warnings()).singleElement().asString().contains("NOPE");
    }

    @Test
    void aLinkThatLeadsOutBringsNothingIn() throws Exception {
        Files.createSymbolicLink(directory.resolve("passwd"), Path.of("/etc/passwd"));
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY passwd /\n");

        fails(ErrorCode.DOCKER_BUILD_FAILED, () -> images.build(spec("v1"), heard));
    }
}

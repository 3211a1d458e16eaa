package io.infrabot.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.tools.ToolFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {

    @Test
    void aDirectoryUnderARootMayBeBuilt(@TempDir Path root) throws Exception {
        var context = context(root);

        var allowed = new BuildContext(List.of(root)).resolve(context.toString(), "Dockerfile");

        assertThat(allowed.directory()).isEqualTo(context.toRealPath());
        assertThat(allowed.dockerfile()).isEqualTo("Dockerfile");
    }

    @Test
    void withoutRootsNothingMayBeBuilt(@TempDir Path root) throws Exception {
        var context = context(root);

        assertThatThrownBy(() -> new BuildContext(List.of()).resolve(context.toString(), "Dockerfile"))
                .isInstanceOf(ToolFailure.class);
    }

    @Test
    void linksAndDotsThatLeadOutAreRefused(@TempDir Path root, @TempDir Path elsewhere) throws Exception {
        var allowed = new BuildContext(List.of(root));
        var outside = context(elsewhere);
        Files.createSymbolicLink(root.resolve("door"), outside);

        assertThatThrownBy(() -> allowed.resolve(root.resolve("door").toString(), "Dockerfile"))
                .isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> allowed.resolve(root + "/../" + elsewhere.getFileName() + "/context", "Dockerfile"))
                .isInstanceOf(ToolFailure.class);
    }

    @Test
    void aLinkThatLeadsOutIsNoReasonToRefuseButNeitherDockerfileNorIgnoreFileMayBeOne(
            @TempDir Path root, @TempDir Path elsewhere) throws Exception {
        var allowed = new BuildContext(List.of(root));
        var inside = context(root);
        var secret = Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(inside.resolve("out"), secret);

        assertThat(allowed.resolve(inside.toString(), null).dockerfile()).isEqualTo("Dockerfile");
        assertThatThrownBy(() -> allowed.resolve(inside.toString(), "out")).isInstanceOf(ToolFailure.class);
        Files.createSymbolicLink(inside.resolve(".dockerignore"), secret);
        assertThatThrownBy(() -> allowed.resolve(inside.toString(), null)).isInstanceOf(ToolFailure.class);
    }

    @Test
    void theIgnoreFileMayNameTheDockerfile(@TempDir Path root) throws Exception {
        var context = context(root);
        Files.writeString(context.resolve(".dockerignore"), "*\n");

        var ignore = new BuildContext(List.of(root))
                .resolve(context.toString(), null)
                .ignore();

        assertThat(ignore).isNotNull();
    }

    @Test
    void aLineThatIsNoPatternIsRefused(@TempDir Path root) throws Exception {
        var context = context(root);
        Files.writeString(context.resolve(".dockerignore"), "[a\n");

        assertThatThrownBy(() -> new BuildContext(List.of(root)).resolve(context.toString(), null))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining(".dockerignore");
    }

    @Test
    void aSmallDockerfileIsFoundWhereNoneIsNamed(@TempDir Path root) throws Exception {
        var context = context(root);
        Files.move(context.resolve("Dockerfile"), context.resolve("dockerfile"));

        assertThat(new BuildContext(List.of(root))
                        .resolve(context.toString(), null)
                        .dockerfile())
                .isEqualTo("dockerfile");
    }

    private static Path context(Path root) throws Exception {
        var context = Files.createDirectory(root.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n");
        return context;
    }
}

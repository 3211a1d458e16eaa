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

        assertThat(new BuildContext(List.of(root)).resolve(context.toString(), "Dockerfile"))
                .isEqualTo(context.toRealPath());
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
        var inside = context(root);
        Files.createSymbolicLink(root.resolve("door"), outside);

        assertThatThrownBy(() -> allowed.resolve(root.resolve("door").toString(), "Dockerfile"))
                .isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> allowed.resolve(root + "/../" + elsewhere.getFileName() + "/context", "Dockerfile"))
                .isInstanceOf(ToolFailure.class);
        Files.createSymbolicLink(inside.resolve("secret"), Path.of("/etc/passwd"));
        assertThatThrownBy(() -> allowed.resolve(inside.toString(), "Dockerfile"))
                .isInstanceOf(ToolFailure.class);
    }

    private static Path context(Path root) throws Exception {
        var context = Files.createDirectory(root.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n");
        return context;
    }
}

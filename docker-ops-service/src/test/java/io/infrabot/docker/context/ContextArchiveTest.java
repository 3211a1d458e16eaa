package io.infrabot.docker.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to be built is what the docker client sends; DockerClientContextIT writes what that is. */
class ContextArchiveTest {

    static Stream<String> contexts() {
        return Contexts.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void theBytesAreThoseOfTheDockerClient(String name, @TempDir Path directory) throws IOException {
        var made = new Made(directory);
        Contexts.all().get(name).in(made);
        made.settle();

        assertThat(Archives.listing(Archives.of(made))).isEqualTo(Archives.read(Archives.golden(name)));
    }

    @Test
    void nothingOutsideIsOpenedWhateverLeadsThere(@TempDir Path directory, @TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("key"), "the key");
        var made =
                new Made(directory).dockerfile().link("key", outside + "/key").link("all", outside.toString());

        var archive = new String(Archives.of(made), StandardCharsets.ISO_8859_1);

        assertThat(archive).contains(outside + "/key").doesNotContain("the key");
    }

    @Test
    void whatCannotBeReadIsNamedByItsPlaceInTheContext(@TempDir Path directory) throws IOException {
        var made = new Made(directory).dockerfile().file("secret/key", "x", "-w-------");
        Assumptions.assumeFalse(Files.isReadable(directory.resolve("secret/key")), "root reads everything");

        assertThatThrownBy(() -> Archives.of(made)).hasMessage("no permission to read 'secret/key'");
    }

    @Test
    void aFileThatHasBecomeShorterEndsThePacking(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("file"), "short");

        try (var content = Files.newInputStream(file)) {
            assertThatThrownBy(() -> new TarStream(new ByteArrayOutputStream()).content(content, 6))
                    .hasMessageContaining("has changed meanwhile");
        }
    }
}

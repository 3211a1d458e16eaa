package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramsTest {

    @TempDir
    private Path folder;

    @Test
    void aProgramStartsWithoutAnArchiveWhereThereIsNone() {
        assertThat(Programs.ofRepository(folder).archive(Member.Kind.SESSION)).isEmpty();
        assertThat(Programs.ofLauncher(folder).archive(Member.Kind.SESSION)).isEmpty();
    }

    @Test
    void anArchiveOfClassesIsReadByTheKindThatLeftIt() throws IOException {
        var left = file("target/session.jsa");

        var programs = Programs.ofRepository(folder).forShortLives();

        assertThat(programs.archive(Member.Kind.SESSION)).containsExactly("-XX:SharedArchiveFile=" + left);
        assertThat(programs.archive(Member.Kind.DOCKER_OPS)).isEmpty();
    }

    @Test
    void theCacheOfATrainingIsRead() throws IOException {
        var trained = file("session.aot");

        assertThat(Programs.ofLauncher(folder).archive(Member.Kind.SESSION)).containsExactly("-XX:AOTCache=" + trained);
    }

    @Test
    void aProgramThatLeavesAnArchiveIsToldWhereEvenIfOneIsThere() throws IOException {
        var left = file("target/broker.jsa");

        assertThat(Programs.ofRepository(folder)
                        .forShortLives()
                        .leavingArchives()
                        .archive(Member.Kind.BROKER))
                .containsExactly("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + left);
    }

    private Path file(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}

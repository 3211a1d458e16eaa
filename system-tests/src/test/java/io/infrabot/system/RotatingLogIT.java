package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.system.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log is turned while its process runs: three files, and between two lines. */
class RotatingLogIT {

    private static final String ROTATING =
            Path.of(System.getProperty("infrabot.root"), "dev", "rotating").toString();
    private static final int LIMIT = 100_000;

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostBetweenTheFiles() throws IOException {
        keep("seq -f 'line %.0f of a process that says much' 1 5000");

        assertThat(Files.size(log(""))).isLessThanOrEqualTo(LIMIT);
        assertThat(Files.exists(log(".1"))).isTrue();
        assertThat(lines())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5_000)
                        .mapToObj(each -> "line " + each + " of a process that says much")
                        .toList());
    }

    @Test
    void theOldestGoesAndTheDiskStaysBounded() throws IOException {
        keep("seq -f 'line %.0f of a process that says much' 1 100000");

        try (var files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(2 * LIMIT));
        }
        assertThat(lines().getLast()).isEqualTo("line 100000 of a process that says much");
    }

    @Test
    void whatIsThereIsGoneOnWithAndTheLastWordsNeedNoLineEnd() throws IOException {
        keep("echo first");
        keep("printf 'Terminating due to java.lang.OutOfMemoryError'");

        assertThat(lines()).containsExactly("first", "Terminating due to java.lang.OutOfMemoryError");
    }

    @Test
    void noProcessCommandsTheTerminalOfWhoReadsItsLog() throws IOException {
        keep("printf 'a\\033[2Jb\\r\\303\\274\\302\\233c\\n'");

        assertThat(lines()).containsExactly("a\\x1b[2Jb\\x0dü\\x9bc");
    }

    private void keep(String words) {
        Program.shell("(" + words + ") | " + ROTATING + " " + log("") + " " + LIMIT)
                .say();
    }

    private List<String> lines() throws IOException {
        var lines = new java.util.ArrayList<String>();
        for (var end : List.of(".2", ".1", "")) {
            if (Files.exists(log(end))) {
                lines.addAll(Files.readAllLines(log(end)));
            }
        }
        return lines;
    }

    private Path log(String end) {
        return folder.resolve("part.log" + end);
    }
}

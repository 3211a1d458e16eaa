package io.infrabot.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No fault may rot unseen: what it expects is held by a test of every build, which docs/RELIABILITY.md names. */
class ExpectationsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FAULT = Pattern.compile("F[0-9]{2}");
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))(?:\\.([a-zA-Z]+))?`");

    /** A test class, and a method of it where only that one is meant. */
    private record Reference(String type, String method) {}

    @Test
    void everyFaultHasARow() throws IOException {
        assertThat(rows().keySet())
                .containsAll(Faults.all().stream().map(Fault::id).toList());
    }

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        var sources = sources();

        assertThat(rows()).allSatisfy((fault, tests) -> {
            assertThat(tests).as("tests of %s", fault).isNotEmpty();
            assertThat(tests)
                    .allSatisfy(test -> assertThat(sources.getOrDefault(test.type(), ""))
                            .as("%s of %s", test, fault)
                            .contains(
                                    test.method().isEmpty() ? "class " + test.type() : "void " + test.method() + "("));
        });
    }

    private static Map<String, List<Reference>> rows() throws IOException {
        var rows = new HashMap<String, List<Reference>>();
        for (var line : Files.readAllLines(ROOT.resolve("docs/RELIABILITY.md"))) {
            var cells = line.split("\\|", -1);
            if (cells.length == 6 && cells[1].strip().startsWith("F")) {
                var tests = REFERENCE
                        .matcher(cells[4])
                        .results()
                        .map(found -> new Reference(found.group(1), found.group(2) == null ? "" : found.group(2)))
                        .toList();
                FAULT.matcher(cells[1]).results().map(MatchResult::group).forEach(fault -> rows.put(fault, tests));
            }
        }
        return rows;
    }

    /** Every test class of the project with its text. */
    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var modules = Files.list(ROOT)) {
            for (var tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    sources.put(file.getFileName().toString().replace(".java", ""), textOf(file)));
                }
            }
        }
        return sources;
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

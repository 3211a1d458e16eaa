package io.infrabot.chaos.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every test class of the project with its text, and the tests that a document names. */
final class TestSources {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT))(?:\\.([a-zA-Z]+))?`");

    /** A test class, and a method of it where only that one is meant. */
    record Reference(String type, String method) {

        private String declaration() {
            return method.isEmpty() ? "class " + type : "void " + method + "(";
        }
    }

    private final Map<String, String> byType;

    private TestSources(Map<String, String> byType) {
        this.byType = byType;
    }

    static TestSources ofAllModules() throws IOException {
        var byType = new HashMap<String, String>();
        try (var modules = Files.list(ROOT)) {
            for (var tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    byType.put(file.getFileName().toString().replace(".java", ""), textOf(file)));
                }
            }
        }
        return new TestSources(byType);
    }

    /** The tests that {@code text} names in code style. */
    static List<Reference> namedIn(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(found -> new Reference(found.group(1), found.group(2) == null ? "" : found.group(2)))
                .toList();
    }

    boolean has(Reference test) {
        return byType.getOrDefault(test.type(), "").contains(test.declaration());
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

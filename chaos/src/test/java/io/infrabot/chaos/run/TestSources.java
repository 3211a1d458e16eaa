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
        for (var module : modules()) {
            filesOf(module).forEach(file -> byType.put(typeOf(file), textOf(file)));
        }
        return new TestSources(byType);
    }

    /** Those that have tests. */
    static List<Path> modules() throws IOException {
        try (var folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .toList();
        }
    }

    /** The test sources of one. */
    static List<Path> filesOf(Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    static String typeOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
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

    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

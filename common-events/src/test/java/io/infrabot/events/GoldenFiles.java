package io.infrabot.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** One real-looking record of every type, as it stands on the wire. Also in this module's test-jar. */
public final class GoldenFiles {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final String SUFFIX = ".json";

    private GoldenFiles() {}

    /** The JSON of the golden record that travels as {@code type}. */
    public static byte[] bytesOf(String type) {
        try (var file = GoldenFiles.class.getResourceAsStream("/golden/" + type + SUFFIX)) {
            if (file == null) {
                throw new AssertionError("no golden file for " + type);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that have a golden file in this module's source tree. */
    static Set<String> typesInFolder() {
        try (var files = Files.list(FOLDER)) {
            var types = new TreeSet<String>();
            files.map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .forEach(types::add);
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

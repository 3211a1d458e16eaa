package io.infrabot.docker.context;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What an archive holds, by another's reader, and which bytes it has. */
final class Archives {

    private Archives() {}

    /** The archive that this program makes of {@code context}. */
    static byte[] of(Made context) throws IOException {
        var name = context.directory().resolve(IgnoreFile.NAME);
        var ignore = Files.exists(name) ? Files.readString(name) : "";
        var out = new ByteArrayOutputStream();
        ContextArchive.write(context.directory(), IgnoreFile.parse(ignore, dockerfileOf(context)), out);
        return out.toByteArray();
    }

    /** A line an entry, and one for all bytes. */
    static String listing(byte[] archive) {
        var lines = new StringBuilder();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                lines.append(line(entry, tar.readAllBytes())).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.append("all ").append(sha256(archive)).append('\n').toString();
    }

    private static String line(TarArchiveEntry entry, byte[] content) {
        var head = "%c %04o %d:%d %d %s %s"
                .formatted(
                        (char) entry.getLinkFlag(),
                        entry.getMode(),
                        entry.getLongUserId(),
                        entry.getLongGroupId(),
                        entry.getSize(),
                        entry.getLastModifiedTime().toInstant(),
                        entry.getName());
        var link = entry.getLinkName().isEmpty() ? "" : " -> " + entry.getLinkName();
        var hash = content.length == 0 ? "" : " " + sha256(content).substring(0, 16);
        return (head + link + hash).replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String dockerfileOf(Made context) throws IOException {
        var directory = context.directory().toRealPath();
        var name = context.dockerfileName();
        if (name.isEmpty()) {
            name = Files.exists(directory.resolve("Dockerfile")) ? "Dockerfile" : "dockerfile";
        }
        return directory.relativize(directory.resolve(name).toRealPath()).toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file that says what the docker client made of a context. */
    static Path golden(String name) {
        return Path.of("src/test/resources/contexts", name + ".txt");
    }

    static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }
}

package io.infrabot.docker.context;

import io.infrabot.docker.context.TarEntry.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file system says of one name, links not followed.
 *
 * @param mode type and permission bits, as {@code stat} gives them
 */
record ContextFile(Path path, int mode, int links, long inode, long device, long size, FileTime modified) {

    private static final int TYPE = 0170000;
    private static final int PERMISSIONS = 07777;

    static ContextFile of(Path path) throws IOException {
        Map<String, Object> stat =
                Files.readAttributes(path, "unix:mode,nlink,ino,rdev,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        return new ContextFile(
                path,
                (int) number(stat, "mode"),
                (int) number(stat, "nlink"),
                number(stat, "ino"),
                number(stat, "rdev"),
                number(stat, "size"),
                (FileTime) Objects.requireNonNull(stat.get("lastModifiedTime")));
    }

    /** Null for a socket, which no archive can hold. */
    @Nullable
    Kind kind() {
        return switch (mode & TYPE) {
            case 0040000 -> Kind.FOLDER;
            case 0100000 -> Kind.FILE;
            case 0120000 -> Kind.SYMBOLIC_LINK;
            case 0020000 -> Kind.CHARACTER_DEVICE;
            case 0060000 -> Kind.BLOCK_DEVICE;
            case 0010000 -> Kind.FIFO;
            default -> null;
        };
    }

    /** The header for it, as {@code kind} and under {@code name}. */
    TarEntry entry(byte[] name, Kind kind, byte[] link) {
        var isDevice = kind == Kind.CHARACTER_DEVICE || kind == Kind.BLOCK_DEVICE;
        return new TarEntry(
                new String(name, StandardCharsets.ISO_8859_1),
                kind,
                mode & PERMISSIONS,
                kind == Kind.FILE ? size : 0,
                modified.toInstant().getEpochSecond(),
                new String(link, StandardCharsets.ISO_8859_1),
                isDevice ? (int) ((device >>> 8 & 0xfff) | (device >>> 32 & ~0xfff)) : 0,
                isDevice ? (int) ((device & 0xff) | (device >>> 12 & ~0xff)) : 0);
    }

    /** Where a link leads, as it says. */
    byte[] target() throws IOException {
        return bytesOf(Files.readSymbolicLink(path));
    }

    /** The last name of {@code path} as the file system has it, whatever characters this program's locale knows. */
    static byte[] nameOf(Path path) {
        return bytesOf(Objects.requireNonNull(path.getFileName()));
    }

    /** A path's own bytes: only its URI shows them. */
    private static byte[] bytesOf(Path path) {
        var text = path.toString();
        if (text.chars().allMatch(c -> c > 0 && c < 0x80)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        var base = Path.of("/");
        var raw = base.resolve(path).toUri().getRawPath();
        var begin = path.isAbsolute() ? 0 : 1;
        var end = raw.endsWith("/") && !text.endsWith("/") ? raw.length() - 1 : raw.length();
        var bytes = new ByteArrayOutputStream();
        for (int i = begin; i < end; i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static long number(Map<String, Object> stat, String name) {
        return ((Number) Objects.requireNonNull(stat.get(name))).longValue();
    }
}

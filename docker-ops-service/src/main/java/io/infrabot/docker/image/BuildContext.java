package io.infrabot.docker.image;

import io.infrabot.docker.context.IgnoreFile;
import io.infrabot.events.ErrorCode;
import io.infrabot.tools.ToolFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which directories of this node may be built from: those under a root, after links. What leads out of a context is not
 * followed: dockerfile and .dockerignore must be files within it, and all other links are sent as links.
 */
public final class BuildContext {

    private static final String DOCKERFILE = "Dockerfile";

    /** More than anybody writes by hand; it is read into memory. */
    private static final int MAX_IGNORE_BYTES = 1024 * 1024;

    private final List<Path> roots;

    /** Only what is under one of {@code roots} may be built; none: nothing. */
    public BuildContext(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * What may be sent.
     *
     * @param directory  a real path
     * @param dockerfile within it, after links
     */
    record Allowed(Path directory, String dockerfile, IgnoreFile ignore) {}

    /**
     * What to send of {@code context}.
     *
     * @param dockerfile null: {@code Dockerfile}, or {@code dockerfile} where only that is there
     * @throws ToolFailure with {@code REQUEST_INVALID} if it is not allowed, or not there: one answer for both
     */
    Allowed resolve(String context, @Nullable String dockerfile) throws ToolFailure {
        try {
            var real = Path.of(context).toRealPath();
            if (!isUnderARoot(real) || !Files.isDirectory(real)) {
                throw refused("'context' must be a directory under one of this node's build roots");
            }
            var file =
                    real.resolve(dockerfile == null ? usual(real) : dockerfile).toRealPath();
            if (!file.startsWith(real) || !Files.isRegularFile(file)) {
                throw refused("'dockerfile' must be a file within 'context'");
            }
            var name = real.relativize(file).toString();
            return new Allowed(real, name, ignoreFile(real, name));
        } catch (IOException | InvalidPathException e) {
            throw refused("'context' must be a directory under one of this node's build roots, with the 'dockerfile'");
        }
    }

    private boolean isUnderARoot(Path real) throws IOException {
        for (var root : roots) {
            if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private static String usual(Path real) {
        var small = DOCKERFILE.toLowerCase(Locale.ROOT);
        return Files.notExists(real.resolve(DOCKERFILE), LinkOption.NOFOLLOW_LINKS)
                        && Files.exists(real.resolve(small), LinkOption.NOFOLLOW_LINKS)
                ? small
                : DOCKERFILE;
    }

    private static IgnoreFile ignoreFile(Path real, String dockerfile) throws IOException, ToolFailure {
        var named = real.resolve(IgnoreFile.NAME);
        try {
            return IgnoreFile.parse(Files.exists(named) ? textOf(named.toRealPath(), real) : "", dockerfile);
        } catch (IllegalArgumentException e) {
            throw refused("'.dockerignore' has a line that is no pattern: " + e.getMessage());
        }
    }

    private static String textOf(Path file, Path real) throws IOException, ToolFailure {
        if (!file.startsWith(real) || !Files.isRegularFile(file) || Files.size(file) > MAX_IGNORE_BYTES) {
            throw refused("'.dockerignore' must be a file of at most 1 MiB within 'context'");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static ToolFailure refused(String why) {
        return new ToolFailure(ErrorCode.REQUEST_INVALID, why);
    }
}

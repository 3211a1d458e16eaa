package io.infrabot.docker.image;

import io.infrabot.events.ErrorCode;
import io.infrabot.tools.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which directories of this node may be built from: those under a root, after links, with no link leading out. */
public final class BuildContext {

    private final List<Path> roots;

    /** Only what is under one of {@code roots} may be built; none: nothing. */
    public BuildContext(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * The real path of {@code context}.
     *
     * @throws ToolFailure with {@code REQUEST_INVALID} if it is not allowed, or not there: one answer for both
     */
    Path resolve(String context, String dockerfile) throws ToolFailure {
        try {
            var real = Path.of(context).toRealPath();
            if (!isUnderARoot(real) || !Files.isDirectory(real)) {
                throw refused("'context' must be a directory under one of this node's build roots");
            }
            var file = real.resolve(dockerfile).toRealPath();
            if (!file.startsWith(real) || !Files.isRegularFile(file)) {
                throw refused("'dockerfile' must be a file within 'context'");
            }
            refuseLinksOut(real);
            return real;
        } catch (IOException | java.nio.file.InvalidPathException e) {
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

    private static void refuseLinksOut(Path real) throws IOException, ToolFailure {
        try (var files = Files.walk(real)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.isSymbolicLink(file) && leadsOut(file, real)) {
                    throw refused("'context' holds a link that leads out of it: " + real.relativize(file));
                }
            }
        }
    }

    private static boolean leadsOut(Path link, Path real) throws IOException {
        if (!Files.exists(link)) {
            // A link to nothing: judge by what it says.
            var target = java.util.Objects.requireNonNull(link.getParent())
                    .resolve(Files.readSymbolicLink(link))
                    .normalize();
            return !target.startsWith(real);
        }
        return !link.toRealPath().startsWith(real);
    }

    private static ToolFailure refused(String why) {
        return new ToolFailure(ErrorCode.REQUEST_INVALID, why);
    }
}

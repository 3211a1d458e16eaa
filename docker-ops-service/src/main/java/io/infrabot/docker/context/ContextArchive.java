package io.infrabot.docker.context;

import io.infrabot.docker.context.IgnoreFile.Above;
import io.infrabot.docker.context.TarEntry.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The archive of a directory, byte for byte what the docker client's classic builder sends: modes as they are, links as
 * links, owner root. Links are never followed and nothing but plain files is opened, so that nothing outside of the
 * directory is read, and no pipe or device is waited for.
 */
public final class ContextArchive {

    private static final byte[] NO_LINK = {};

    private final IgnoreFile ignore;
    private final TarStream tar;
    private final Map<Long, byte[]> namesOfInodes = new HashMap<>();

    private ContextArchive(IgnoreFile ignore, TarStream tar) {
        this.ignore = ignore;
        this.tar = tar;
    }

    /**
     * Writes the archive of {@code context}, a real path, to {@code out}.
     *
     * @throws IOException also if something that is to be sent cannot be read; its message names it within the context
     */
    public static void write(Path context, IgnoreFile ignore, OutputStream out) throws IOException {
        var tar = new TarStream(out);
        new ContextArchive(ignore, tar).folder(context, NO_LINK, null);
        tar.end();
    }

    private void folder(Path folder, byte[] prefix, @Nullable Above above) throws IOException {
        for (var path : childrenOf(folder)) {
            var name = joined(prefix, ContextFile.nameOf(path));
            try {
                child(ContextFile.of(path), name, above);
            } catch (AccessDeniedException e) {
                throw new IOException("no permission to read '%s'".formatted(text(name)), e);
            }
        }
    }

    private void child(ContextFile file, byte[] name, @Nullable Above above) throws IOException {
        var kind = file.kind();
        var verdict = ignore.on(text(name), above);
        if (kind == Kind.FOLDER) {
            if (!verdict.ignored()) {
                tar.header(file.entry(joined(name, new byte[] {'/'}), kind, NO_LINK));
            }
            if (!verdict.ignored() || ignore.mayHaveExceptionIn(text(name))) {
                folder(file.path(), joined(name, new byte[] {'/'}), verdict.below());
            }
        } else if (kind != null && !verdict.ignored()) {
            leaf(file, kind, name);
        }
    }

    private void leaf(ContextFile file, Kind kind, byte[] name) throws IOException {
        var link = kind == Kind.SYMBOLIC_LINK ? file.target() : NO_LINK;
        var first = file.links() > 1 ? namesOfInodes.putIfAbsent(file.inode(), name) : null;
        if (first != null) {
            tar.header(file.entry(name, Kind.HARD_LINK, first));
        } else if (kind == Kind.FILE) {
            content(file, name);
        } else {
            tar.header(file.entry(name, kind, link));
        }
    }

    /** Opens first, so that an archive which is begun can be finished; a link that has come meanwhile is not followed. */
    private void content(ContextFile file, byte[] name) throws IOException {
        try (var content = Files.newInputStream(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            tar.header(file.entry(name, Kind.FILE, NO_LINK));
            tar.content(content, file.size());
        }
    }

    /** In the order of their bytes. */
    private static List<Path> childrenOf(Path folder) throws IOException {
        var children = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder)) {
            found.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort((one, other) -> Arrays.compareUnsigned(ContextFile.nameOf(one), ContextFile.nameOf(other)));
        return children;
    }

    private static byte[] joined(byte[] begin, byte[] end) {
        var joined = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, joined, begin.length, end.length);
        return joined;
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}

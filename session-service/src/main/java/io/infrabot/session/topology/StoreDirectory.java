package io.infrabot.session.topology;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the local stores. After a dirty close the disk may have kept changes that never reached the changelog;
 * restoring the changelog over them would mix two times into one ledger. So a folder that was not closed cleanly is
 * emptied, and the ledger comes from the changelog alone, which is a prefix of what was written.
 *
 * <p>A file in it, locked while this process lives, says that it is in use.
 */
@ApplicationScoped
public class StoreDirectory {

    private static final Logger LOG = Logger.getLogger(StoreDirectory.class);
    private static final String IN_USE = "in-use";

    private final Path folder;
    private @Nullable FileLock lock;
    private volatile boolean spoiled;

    StoreDirectory(@ConfigProperty(name = "kafka-streams.state.dir") Path folder) {
        this.folder = folder;
    }

    /**
     * Takes the folder for this process, and empties it where the last one did not close it.
     *
     * @throws IllegalStateException if another process has it
     */
    public synchronized void open() {
        try {
            var mark = folder.resolve(IN_USE);
            var isDirty = Files.exists(mark);
            Files.createDirectories(folder);
            lock = lock(mark);
            if (isDirty) {
                LOG.warnf(
                        "%s was not closed cleanly: it is emptied, and the ledger restored from its changelog", folder);
                empty(mark);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder, e);
        }
    }

    /** A stream thread died: what its stores kept on disk is not to be trusted. */
    public void spoil() {
        spoiled = true;
    }

    /** Every store has been closed, and its changes are in the changelog. */
    public synchronized void closed() {
        if (spoiled || lock == null) {
            return;
        }
        try {
            Files.delete(folder.resolve(IN_USE));
            lock.acquiredBy().close();
            lock = null;
        } catch (IOException e) {
            LOG.warnf("%s will be emptied at the next start: %s", folder, e.getMessage());
        }
    }

    /** Stays locked until the process ends, however it ends. */
    private FileLock lock(Path mark) throws IOException {
        var channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var taken = channel.tryLock();
            if (taken != null) {
                return taken;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process has it", e);
        }
        channel.close();
        throw new IllegalStateException(
                folder + " is used by another session service: give each its own INFRABOT_DATA_DIR");
    }

    private void empty(Path mark) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.equals(mark)) {
                    Files.delete(file);
                }
            }
        }
    }
}

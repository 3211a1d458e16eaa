package io.infrabot.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The directory of one broker: locked while the broker runs, formatted when it is new, served again when it is not.
 *
 * <p>Kafka locks its directory too, but finds out so late that it takes the whole process down with it.
 */
final class DataDir implements AutoCloseable {

    private final Path logs;
    private final FileChannel lock;

    private DataDir(Path logs, FileChannel lock) {
        this.logs = logs;
        this.lock = lock;
    }

    static DataDir open(Path dir, Cluster cluster) {
        var absolute = dir.toAbsolutePath();
        try {
            Files.createDirectories(absolute);
            var opened = new DataDir(absolute.resolve("kafka"), locked(absolute));
            opened.format(cluster);
            return opened;
        } catch (IOException e) {
            throw new BrokerCannotStart("the data directory %s cannot be written".formatted(absolute), e);
        }
    }

    /** Where Kafka keeps its logs. */
    Path logs() {
        return logs;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel locked(Path dir) throws IOException {
        var channel = FileChannel.open(dir.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new BrokerCannotStart("another broker is using the data directory " + dir, null);
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by another broker in this very process
        }
    }

    private void format(Cluster cluster) throws IOException {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logs);
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(cluster.id())
                    .setNodeId(cluster.nodeId())
                    .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setPrintStream(silent)
                    .run();
        } catch (Exception e) {
            close();
            throw new BrokerCannotStart("the data directory %s cannot be formatted".formatted(logs), e);
        }
    }
}

package io.infrabot.bench.rig;

import io.infrabot.testkit.world.OwnEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A container engine beside the machine's own, with its data in memory: a disk's time would be most of what is
 * measured, and differs from machine to machine. It has two images and is gone with them.
 */
public final class MemoryEngine implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 1024L * 1024 * 1024;
    private static final String EMPTY_ARCHIVE = "\0".repeat(1024);

    private final Path home =
            MEMORY.resolve("infrabot-bench-" + ProcessHandle.current().pid());
    private final OwnEngine engine;

    private MemoryEngine() throws IOException {
        Files.createDirectories(home);
        engine = OwnEngine.named("bench", home);
        try (var wire = wire()) {
            for (var tag : new String[] {"a", "b"}) {
                var _ = wire.post("/images/create?fromSrc=-&repo=bench&tag=" + tag + "&message=" + tag, EMPTY_ARCHIVE)
                        .expect(200);
            }
        }
    }

    /** Why there can be none here; empty where there can. */
    public static Optional<String> obstacle() {
        if (!OwnEngine.isPossible()) {
            return Optional.of("an engine of one's own with its data in memory takes root, dockerd and ip");
        }
        try {
            var store = Files.getFileStore(MEMORY);
            return store.type().equals("tmpfs") && store.getUsableSpace() >= ENOUGH_BYTES
                    ? Optional.empty()
                    : Optional.of(MEMORY + " is no memory with a gigabyte left");
        } catch (IOException e) {
            return Optional.of("there is no " + MEMORY);
        }
    }

    /** Starts it. */
    public static MemoryEngine start() throws IOException {
        return new MemoryEngine();
    }

    /** As in {@code DOCKER_HOST}. */
    public String address() {
        return engine.address();
    }

    public Wire wire() throws IOException {
        return Wire.engine(address());
    }

    @Override
    public void close() {
        engine.close();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.infrabot.chaos.clock;

import io.infrabot.testkit.world.Manner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A wall clock of its own for one process, by libfaketime; it can be set while the process runs. */
final class FakeClock implements AutoCloseable {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private final Path folder;

    private FakeClock(Path folder) {
        this.folder = folder;
    }

    /** Why there can be none here; empty where there can. */
    static Optional<String> obstacle() {
        return library().isPresent() ? Optional.empty() : Optional.of("libfaketime is not installed");
    }

    /** One that is right as yet. */
    static FakeClock right() {
        try {
            var clock = new FakeClock(Files.createTempDirectory("infrabot"));
            clock.off(Duration.ZERO);
            return clock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    /** How a process runs that is to have this clock. */
    Manner manner() {
        return Manner.USUAL
                .with("LD_PRELOAD", library().orElseThrow().toString())
                .with("FAKETIME_TIMESTAMP_FILE", offset().toString())
                // looked at that often, in seconds: at each question would slow the process down
                .with("FAKETIME_CACHE_DURATION", "1")
                // time that is only counted goes on as it does everywhere
                .with("DONT_FAKE_MONOTONIC", "1");
    }

    /** From now on, within a second, the clock differs that much from the right time. */
    void off(Duration by) {
        try {
            var next = Files.writeString(folder.resolve("next"), "%+d".formatted(by.toSeconds()));
            Files.move(next, offset(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path offset() {
        return folder.resolve("offset");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(offset());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

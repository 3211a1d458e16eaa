package io.infrabot.cli.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A build context of four layers that no machine has ever seen, so that nothing can come from a cache.
 *
 * @param folder what the build is given
 */
record BuildContext(Path folder) implements AutoCloseable {

    private static final List<Integer> MEGABYTES = List.of(8, 16, 24, 32);
    private static final int MEGABYTE = 1_000_000;

    static final int LAYERS = MEGABYTES.size();

    /** Writes it afresh. */
    static BuildContext in(Path folder) throws IOException {
        var random = new SplittableRandom(new SecureRandom().nextLong());
        var dockerfile = new StringBuilder("FROM scratch\n");
        Files.createDirectories(folder);
        for (int size : MEGABYTES) {
            var name = "layer-" + size + "mb.bin";
            write(folder.resolve(name), size, random);
            dockerfile.append("COPY ").append(name).append(" /").append(name).append('\n');
        }
        Files.writeString(folder.resolve("Dockerfile"), dockerfile);
        return new BuildContext(folder);
    }

    static long bytes() {
        return MEGABYTES.stream().mapToLong(size -> (long) size * MEGABYTE).sum();
    }

    @Override
    public void close() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // gone already
        }
    }

    private static void write(Path file, int megabytes, SplittableRandom random) throws IOException {
        var block = new byte[MEGABYTE];
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int written = 0; written < megabytes; written++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }
}

package io.infrabot.docker.context;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A directory in the making, the same byte for byte and second for second wherever it is made. */
final class Made {

    private static final Instant WHEN = Instant.parse("2026-01-02T03:04:05.6789Z");

    private final Path directory;
    private final Map<Path, Instant> times = new HashMap<>();
    private String dockerfile = "";

    Made(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** Empty where none is named. */
    String dockerfileName() {
        return dockerfile;
    }

    Made dockerfile() throws IOException {
        return file("Dockerfile", "FROM scratch\nCOPY . /\n", "rw-r--r--");
    }

    Made named(String name) {
        dockerfile = name;
        return this;
    }

    Made file(String name, String content, String mode) throws IOException {
        var file = inFolder(name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return this;
    }

    Made folder(String name, String mode) throws IOException {
        var folder = inFolder(name);
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        return this;
    }

    Made special(String name, int mode) throws IOException {
        Files.setAttribute(directory.resolve(name), "unix:mode", mode);
        return this;
    }

    Made link(String name, String target) throws IOException {
        Files.createSymbolicLink(inFolder(name), Path.of(target));
        return this;
    }

    Made hardLink(String name, String target) throws IOException {
        Files.createLink(inFolder(name), directory.resolve(target));
        return this;
    }

    Made modified(String name, String when) {
        times.put(directory.resolve(name), Instant.parse(when));
        return this;
    }

    /** A named pipe that nobody writes to. */
    Made pipe(String name) throws IOException {
        run("mkfifo", "-m", "600", inFolder(name).toString());
        return this;
    }

    /** A socket that nobody listens to any more. Made in a place with a short name, for those of sockets have to be. */
    Made socket(String name) throws IOException {
        var place = Files.createTempDirectory("s");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(place.resolve("s")));
            Files.move(place.resolve("s"), inFolder(name));
        }
        Files.delete(place);
        return this;
    }

    /** Gives everything its time, the innermost first. */
    void settle() throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                var view = Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                var when = times.getOrDefault(file, WHEN);
                if (view.readAttributes().isOther()) {
                    // Java opens what it gives a time, and a pipe opens only when somebody writes.
                    run("touch", "-h", "-d", when.toString(), file.toString());
                } else {
                    view.setTimes(FileTime.from(when), null, null);
                }
            }
        }
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).start().waitFor() != 0) {
                throw new IOException(command[0] + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path inFolder(String name) throws IOException {
        var file = directory.resolve(name);
        var folder = Objects.requireNonNull(file.getParent());
        if (Files.notExists(folder)) {
            folder(directory.relativize(folder).toString(), "rwxr-xr-x");
        }
        return file;
    }
}

package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A container engine beside the one of the machine, as the launcher makes them; gone with its images when closed. */
public final class OwnEngine implements AutoCloseable {

    private final String name;
    private final Path home;
    private final Thread atExit = new Thread(() -> script("forget"));
    private final String address;

    private OwnEngine(String name, Path home) {
        this.name = name;
        this.home = home;
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            // the last line reads: engine unix:///path started
            var line = script("own").lines().toList().getLast();
            address = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts it under that name, with all that it keeps in {@code home}; it answers when this returns. */
    public static OwnEngine named(String name, Path home) {
        return new OwnEngine(name, home);
    }

    /** Whether there can be one here: only root may start it, with the programs that it takes. */
    public static boolean isPossible() {
        return System.getProperty("user.name").equals("root")
                && Stream.of("dockerd", "ip").allMatch(OwnEngine::isInstalled);
    }

    /** As in {@code DOCKER_HOST}. */
    public String address() {
        return address;
    }

    /** Whether it has an image of that name. */
    public boolean has(String image) {
        try {
            return Engine.at(URI.create(address)).image(image).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        script("forget");
    }

    private String script(String command) {
        var script = Path.of(System.getProperty("infrabot.root"), "dev", "engine");
        var builder =
                new ProcessBuilder(script.toString(), command, name).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("INFRABOT_HOME", home.toString());
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("dev/engine %s", command).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isInstalled(String program) {
        return List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

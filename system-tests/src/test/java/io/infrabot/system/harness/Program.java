package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is not ours, run to its end: what it was given, and what it said. */
public final class Program {

    private static final long PATIENCE_S = 240;

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();

    private Program(List<String> command) {
        this.command = command;
    }

    /**
     * How it ended.
     *
     * @param code 0 where it was content
     */
    public record Ending(int code, String out, String err) {}

    public static Program of(String... command) {
        return new Program(List.of(command));
    }

    /** Words for a shell, which may be a pipe. */
    public static Program shell(String words) {
        return of("bash", "-o", "pipefail", "-c", words);
    }

    /** Whether all of these can be run here. */
    public static boolean areInstalled(String... programs) {
        var folders = System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator);
        return Arrays.stream(programs)
                .allMatch(program ->
                        Arrays.stream(folders).anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    public Program with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it and returns at once; it is gone, with what it said, when that is closed. */
    public Running start() {
        try {
            var said = Files.createTempFile("program", ".log");
            var builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            return new Running(builder.start(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program on its way. */
    public record Running(Process process, Path log) implements AutoCloseable {

        /** All that it has said so far. */
        public String said() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** SIGTERM; returns its exit code when it is gone. */
        public int stop() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
                    .as("it ends; it said %s", said())
                    .isTrue();
            return process.exitValue();
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    /** Runs it; a program that does not end within its time is killed, and that is a failure. */
    public Ending run() {
        try {
            var folder = Files.createTempDirectory("program");
            var out = folder.resolve("out");
            var err = folder.resolve("err");
            var builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            var ending = new Ending(ended ? process.exitValue() : -1, textOf(out), textOf(err));
            Files.delete(out);
            Files.delete(err);
            Files.delete(folder);
            assertThat(ended).as("%s ends; it said %s", command, ending).isTrue();
            return ending;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What a program shows of junk need not be UTF-8. */
    private static String textOf(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Runs it and returns what it said; a program that was not content is a failure. */
    public String say() {
        var ending = run();
        assertThat(ending.code()).as("%s: %s", command, ending).isZero();
        return ending.out();
    }
}

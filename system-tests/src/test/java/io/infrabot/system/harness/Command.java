package io.infrabot.system.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that is run to its end. */
final class Command {

    private Command() {}

    /**
     * How it ended.
     *
     * @param code 0 where all went well
     * @param said what it wrote, errors too
     */
    record Result(int code, String said) {

        boolean isFine() {
            return code == 0;
        }

        /** What it wrote; fails where it went wrong. */
        String orFail() {
            if (!isFine()) {
                throw new AssertionError("exit " + code + ": " + said);
            }
            return said;
        }

        String lastLine() {
            return said.lines().reduce("", (_, last) -> last);
        }
    }

    /** Runs {@code command}, which is killed when {@code patience} is over. */
    static Result run(Duration patience, Map<String, String> environment, List<String> command) {
        @Nullable Path output = null;
        try {
            // a file, because whoever waits for output may wait for ever
            output = Files.createTempFile("command", ".log");
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(new File("/dev/null"));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(command + " took more than " + patience + ": " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            delete(output);
        }
    }

    /** Whether there is such a program, and {@code command} goes well. */
    static boolean exists(List<String> command) {
        try {
            return run(Duration.ofSeconds(30), Map.of(), command).isFine();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

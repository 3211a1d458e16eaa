package io.infrabot.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the system, such as {@code ip}: run to their end, and what they say when they fail. */
final class Command {

    private Command() {}

    /** A program did not do what it was asked for. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(List<String> command, int code, String said) {
            super("%s: exit %d: %s".formatted(String.join(" ", command), code, said.strip()));
        }
    }

    /** Runs a program and returns what it prints. */
    static String run(String... command) {
        return run(List.of(command));
    }

    static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var code = process.waitFor();
            if (code != 0) {
                throw new Failed(command, code, said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static boolean isInstalled(String program) {
        return List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

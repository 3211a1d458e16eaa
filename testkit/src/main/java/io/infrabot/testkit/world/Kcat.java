package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.TopicNames;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A publisher that knows nothing of InfraBot but what is documented. */
public final class Kcat {

    /** The {@code ce_source} of what it publishes. */
    public static final String SOURCE = "/kcat";

    private final String bootstrapServers;
    private final List<String> settings;

    public Kcat(World world) {
        this(world.bootstrapServers(), List.of());
    }

    private Kcat(String bootstrapServers, List<String> settings) {
        this.bootstrapServers = bootstrapServers;
        this.settings = settings;
    }

    public static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, "kcat").canExecute());
    }

    /** The same, with the partitioner of Java's clients instead of its own. */
    public Kcat murmur2() {
        return new Kcat(bootstrapServers, List.of("-X", "topic.partitioner=murmur2_random"));
    }

    /** Publishes the body of an operation; returns when the broker has it. */
    public void publish(String session, String id, String body) {
        var command = new ArrayList<>(
                List.of("kcat", "-P", "-b", bootstrapServers, "-t", TopicNames.REQUESTS, "-k", session));
        command.addAll(settings);
        for (var header : List.of(
                "ce_specversion=1.0",
                "ce_id=" + id,
                "ce_type=io.infrabot.request.operation.v1",
                "ce_source=" + SOURCE,
                "ce_time=" + Instant.now(),
                "content-type=application/json")) {
            command.add("-H");
            command.add(header);
        }
        run(command, body);
    }

    private static void run(List<String> command, String input) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

package io.infrabot.chaos.world;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the programs are that members run.
 *
 * @param broker holds the broker's jar and {@code lib}
 * @param services holds one folder a service
 * @param inService from there to the runnable jar
 * @param options of the JVM, besides those that every run has
 */
public record Programs(Path broker, Path services, Path inService, List<String> options) {

    private static final String RUNNER = "quarkus-run.jar";

    /** As a build leaves them. */
    public static Programs ofRepository(Path root) {
        return new Programs(
                root.resolve("local-stack/target"),
                root,
                Path.of("target", "quarkus-app").resolve(RUNNER),
                List.of());
    }

    /** As the launcher keeps them. */
    public static Programs ofLauncher(Path app) {
        return new Programs(app.resolve("local-stack"), app, Path.of(RUNNER), List.of());
    }

    /** As the system properties say: {@code infrabot.app}, the launcher's folder, else {@code infrabot.root}. */
    public static Programs asSet() {
        var app = System.getProperty("infrabot.app");
        if (app != null) {
            return ofLauncher(Path.of(app));
        }
        var root = System.getProperty("infrabot.root");
        if (root == null) {
            throw new IllegalStateException("neither infrabot.app nor infrabot.root says where the programs are");
        }
        return ofRepository(Path.of(root).toAbsolutePath().normalize());
    }

    /**
     * The same for worlds that live for minutes, many processes on few cores: the quick compiler is enough, and the other
     * one would take what the world needs.
     */
    public Programs forShortLives() {
        return new Programs(broker, services, inService, List.of("-XX:TieredStopAtLevel=1"));
    }

    /** What the launcher's training left for a program; only its own copy of the programs has any. */
    Optional<Path> cache(Member.Kind kind) {
        var cache = services.resolve(kind.word() + ".aot");
        return Files.isRegularFile(cache) ? Optional.of(cache) : Optional.empty();
    }

    /** What comes after {@code java} and its options. */
    List<String> command(Member.Kind kind) {
        if (kind == Member.Kind.BROKER) {
            return List.of("-cp", broker + "/*:" + broker + "/lib/*", "io.infrabot.localstack.LocalBrokerMain");
        }
        return List.of(
                "-jar",
                services.resolve(kind.word() + "-service").resolve(inService).toString());
    }
}

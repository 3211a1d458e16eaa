package io.infrabot.testkit.world;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the programs are that members run.
 *
 * @param broker holds the broker's jar and {@code lib}
 * @param services holds one folder a service
 * @param inService from there to the runnable jar
 * @param archives may hold what makes the start of a program quicker, by kind: {@code .aot}, an AOT cache of the
 *     launcher's training (JEP 483), or {@code .jsa}, an archive of the classes that a run has loaded (JEP 350)
 * @param archiving whether members leave such an archive of classes when they end by TERM
 * @param options of the JVM, besides those that every run has
 */
public record Programs(
        Path broker, Path services, Path inService, Path archives, boolean archiving, List<String> options) {

    private static final String RUNNER = "quarkus-run.jar";

    /** As a build leaves them. */
    public static Programs ofRepository(Path root) {
        return new Programs(
                root.resolve(Member.Kind.BROKER.module()).resolve("target"),
                root,
                Path.of("target", "quarkus-app").resolve(RUNNER),
                root.resolve("target"),
                false,
                List.of());
    }

    /** As the launcher keeps them. */
    public static Programs ofLauncher(Path app) {
        return new Programs(app.resolve(Member.Kind.BROKER.module()), app, Path.of(RUNNER), app, false, List.of());
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
        return new Programs(broker, services, inService, archives, archiving, List.of("-XX:TieredStopAtLevel=1"));
    }

    /**
     * The same for a world whose members leave archives of their classes for the worlds after it. One that is there and
     * fits is kept. Such members start more slowly, and take seconds to end.
     */
    public Programs leavingArchives() {
        return new Programs(broker, services, inService, archives, true, options);
    }

    /** The JVM's option for a quicker start; none where there is no archive. The JVM ignores one that does not fit. */
    List<String> archive(Member.Kind kind) {
        var cache = archives.resolve(kind.word() + ".aot");
        var classes = archives.resolve(kind.word() + ".jsa");
        if (archiving) {
            return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + classes);
        }
        if (Files.isRegularFile(cache)) {
            return List.of("-XX:AOTCache=" + cache);
        }
        return Files.isRegularFile(classes) ? List.of("-XX:SharedArchiveFile=" + classes) : List.of();
    }

    /** What comes after {@code java} and its options. */
    List<String> command(Member.Kind kind) {
        if (!kind.isService()) {
            return List.of("-cp", broker + "/*:" + broker + "/lib/*", kind.main());
        }
        return List.of(
                "-jar", services.resolve(kind.module()).resolve(inService).toString());
    }
}

package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.EngineProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The images that everything in containers begins with: the real ones, or stand-ins where they cannot be pulled. */
public final class BaseImages {

    /** Debian by debootstrap, a runtime by jlink, Kafka's jars; or one pull each. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** What our scripts exit with where something is missing on this machine. */
    private static final int PREREQUISITE = 3;

    private BaseImages() {}

    /** Makes sure that the engine has them, and returns the name of one; skips the test where it cannot have them. */
    public static String ready(String kind) {
        var result = script("--pull", kind);
        if (result.code() == PREREQUISITE) {
            throw Missing.skip("no base images: " + result.said());
        }
        // the last line reads: image NAME pulled
        var words = result.orFail().strip().lines().toList().getLast().split(" ");
        assertThat(words).as(result.said()).hasSize(3).startsWith("image");
        return words[1];
    }

    /** Whether what the engine has under that name was made here, so that nothing else can be pulled either. */
    public static boolean isStandIn(String kind) {
        return script("--are-ours", kind).isFine();
    }

    private static Command.Result script(String... arguments) {
        var script = Path.of(System.getProperty("infrabot.root"), "dev", "offline-images");
        return Command.run(
                PATIENCE,
                Map.of("DOCKER_HOST", EngineProbe.address(), "JAVA_HOME", System.getProperty("java.home")),
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList());
    }
}

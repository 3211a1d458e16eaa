package io.infrabot.testkit.world;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.Registry;
import io.infrabot.probe.Registry.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The image registry that tests are given: its own API, past engine and InfraBot. */
public final class RegistryProbe {

    private static final String ADDRESS =
            Optional.ofNullable(System.getenv("INFRABOT_TEST_REGISTRY")).orElse("127.0.0.1:5000");

    /** Worlds share it, and few cores with it: it may be slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Registry REGISTRY = Registry.at(ADDRESS, PATIENCE);

    private RegistryProbe() {}

    /** Host and port, as in the names of its images. */
    public static String address() {
        return ADDRESS;
    }

    /** A repository that nobody else uses. */
    public static String newRepository() {
        return "infrabot/system-tests-" + UUID.randomUUID();
    }

    /** The image's name, as seen through {@code proxy}. */
    public static String through(ThrottlingProxy proxy, String repository) {
        return "127.0.0.1:" + proxy.port() + "/" + repository + ":1";
    }

    /** Puts a new image of random layers there, under the tag 1; returns the id that an engine gives it. */
    public static String publish(String repository, int layers, int bytesPerLayer) {
        var image = RandomImage.of(layers, bytesPerLayer);
        try {
            for (var layer : image.layers()) {
                upload(repository, layer);
            }
            upload(repository, image.config());
            REGISTRY.putManifest(repository, "1", RandomImage.MANIFEST_TYPE, image.manifest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return image.id();
    }

    /** What the registry holds under {@code repository:tag}. */
    public static Optional<JsonNode> manifest(String repository, String tag) {
        return found(repository, tag).map(Manifest::json);
    }

    /** The digest of what the registry holds under {@code repository:tag}; empty where there is nothing. */
    public static String digest(String repository, String tag) {
        return found(repository, tag).map(Manifest::digest).orElse("");
    }

    private static void upload(String repository, byte[] blob) throws IOException {
        REGISTRY.upload(repository, RandomImage.digest(blob), blob);
    }

    private static Optional<Manifest> found(String repository, String tag) {
        try {
            return REGISTRY.manifest(repository, tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

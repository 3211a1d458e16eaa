package io.infrabot.docker.image;

import io.infrabot.docker.engine.EngineException;
import io.infrabot.docker.engine.Image;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.docker.registry.RegistryCredentials;
import io.infrabot.events.ErrorCode;
import io.infrabot.tools.Arguments;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sends an image to its registry. A repeat sends the layers that the registry does not have. */
@Singleton
public final class PushTool implements AtomicTool {

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "docker.push",
            "Sends an image to its registry.",
            Schemas.object(Map.of("image", Schemas.IMAGE), "image"),
            "transfer",
            Effect.REPEATABLE,
            Duration.ofMinutes(15));

    record PushArguments(String image) {

        PushArguments {
            Arguments.required(image, "image");
        }
    }

    private final Images images;
    private final RegistryCredentials credentials;

    PushTool(Images images, RegistryCredentials credentials) {
        this.images = images;
        this.credentials = credentials;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        var reference = EngineReference.parse(
                Arguments.read(run.arguments(), PushArguments.class).image());
        var image = images.find(reference.toString())
                .orElseThrow(
                        () -> new ToolFailure(ErrorCode.DOCKER_IMAGE_NOT_FOUND, reference + " is not on this engine"));
        var digest = AfterInterrupt.orWhatItCameTo(
                run,
                () -> images.push(reference, credentials.find(reference.registry()), Transfer.pushing(run)),
                () -> pushedSince(image, reference));
        return Map.of("reference", reference.toString(), "digest", digest, "sizeBytes", image.sizeBytes());
    }

    /** The engine notes under which digest a registry has taken an image. */
    private Optional<String> pushedSince(Image before, EngineReference reference) throws EngineException {
        return images.find(reference.toString()).stream()
                .flatMap(now -> now.digests().stream())
                .filter(digest -> digest.startsWith(reference.name() + "@"))
                .filter(digest -> !before.digests().contains(digest))
                .map(digest -> digest.substring(digest.indexOf('@') + 1))
                .findFirst();
    }
}

package io.infrabot.docker.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.infrabot.docker.engine.Image;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.docker.registry.RegistryCredentials;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.Platform;
import io.infrabot.tools.Arguments;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches an image. A repeat goes on with the layers that the engine already has. */
@Singleton
public final class PullTool implements AtomicTool {

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "docker.pull",
            "Fetches an image from its registry.",
            Schemas.object(
                    Map.of(
                            "image", Schemas.IMAGE,
                            "policy", Map.of("enum", List.of("Always", "IfNotPresent", "Never"), "default", "Always"),
                            "platform",
                                    Map.of("type", "string", "description", "os/architecture, such as linux/amd64")),
                    "image"),
            "transfer",
            Effect.REPEATABLE,
            Duration.ofMinutes(10));

    /** When to ask the registry (R0.9). */
    enum Policy {
        @JsonProperty("Always")
        ALWAYS,
        @JsonProperty("IfNotPresent")
        IF_NOT_PRESENT,
        @JsonProperty("Never")
        NEVER
    }

    record PullArguments(
            String image, @Nullable Policy policy, @Nullable String platform) {

        PullArguments {
            Arguments.required(image, "image");
            policy = policy == null ? Policy.ALWAYS : policy;
        }

        @Nullable
        Platform asPlatform() throws ToolFailure {
            return platform == null
                    ? null
                    : Platform.parse(platform)
                            .orElseThrow(() -> new ToolFailure(
                                    ErrorCode.REQUEST_INVALID, "'platform' must be such as linux/amd64"));
        }
    }

    private final Images images;
    private final RegistryCredentials credentials;

    PullTool(Images images, RegistryCredentials credentials) {
        this.images = images;
        this.credentials = credentials;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        var asked = Arguments.read(run.arguments(), PullArguments.class);
        var reference = EngineReference.parse(asked.image());
        var platform = asked.asPlatform();
        var present = images.find(reference.toString());
        if (asked.policy() != Policy.ALWAYS
                && present.isPresent()
                && present.get().isFor(platform)) {
            return resultOf(reference, present.get());
        }
        if (asked.policy() == Policy.NEVER) {
            throw new ToolFailure(
                    ErrorCode.DOCKER_IMAGE_NOT_FOUND,
                    present.map(image -> isForAnother(reference, image, platform))
                                    .orElse(reference + " is not there")
                            + ", and the policy is never to pull");
        }
        var before = present.map(Image::id);
        var pulled = AfterInterrupt.orWhatItCameTo(
                run,
                () -> pull(run, reference, platform),
                () -> images.find(reference.toString())
                        .filter(now -> !before.equals(Optional.of(now.id())) && now.isFor(platform)));
        return resultOf(reference, pulled);
    }

    private Image pull(ToolRun run, EngineReference reference, @Nullable Platform platform)
            throws ToolFailure, InterruptedException {
        images.pull(reference, platform, credentials.find(reference.registry()), Transfer.pulling(run));
        var pulled = run.toItsEnd(() -> images.find(reference.toString()))
                .orElseThrow(() -> new ToolFailure(
                        ErrorCode.DOCKER_PULL_FAILED, "the pull ended, but " + reference + " is not there"));
        if (pulled.platform() != null && !pulled.isFor(platform)) {
            // Engines take what a registry has, and say that all went well.
            throw new ToolFailure(
                    ErrorCode.DOCKER_IMAGE_NOT_FOUND,
                    "the registry has it for no such platform: " + isForAnother(reference, pulled, platform));
        }
        return pulled;
    }

    private static String isForAnother(EngineReference reference, Image image, @Nullable Platform asked) {
        return image.platform() == null
                ? "the engine does not say whether its %s is for %s".formatted(reference, asked)
                : "%s is there for %s, not for %s".formatted(reference, image.platform(), asked);
    }

    private static Map<String, Object> resultOf(EngineReference reference, Image image) {
        var result = new LinkedHashMap<String, Object>();
        result.put("imageId", image.id());
        image.digests().stream()
                .filter(it -> it.startsWith(reference.name() + "@"))
                .findFirst()
                .ifPresent(it -> result.put("digest", it.substring(it.indexOf('@') + 1)));
        result.put("sizeBytes", image.sizeBytes());
        result.put("reference", reference.toString());
        result.put("layers", image.layers().stream().map(id -> Map.of("id", id)).toList());
        return result;
    }
}

package io.infrabot.docker.image;

import io.infrabot.docker.engine.Image;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.ImageId;
import io.infrabot.tools.Arguments;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Gives an image another name. A repeat first looks whether the name already stands for it. It takes a moment, so that a
 * cancel comes before it or after it, never in between.
 */
@Singleton
public final class TagTool implements AtomicTool {

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "docker.tag",
            "Gives an image another name.",
            Schemas.object(Map.of("source", Schemas.IMAGE_OR_ID, "target", Schemas.IMAGE), "source", "target"),
            "metadata",
            Effect.REPEATABLE,
            Duration.ofMinutes(2));

    record TagArguments(String source, String target) {

        TagArguments {
            Arguments.required(source, "source");
            Arguments.required(target, "target");
        }
    }

    private final Images images;

    public TagTool(Images images) {
        this.images = images;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        var asked = Arguments.read(run.arguments(), TagArguments.class);
        var target = EngineReference.parse(asked.target());
        if (target.digest() != null) {
            throw new ToolFailure(ErrorCode.IMAGE_REFERENCE_INVALID, "a target is a name and a tag, not a digest");
        }
        return run.toItsEnd(() -> tag(run, asked, target));
    }

    private Map<String, Object> tag(ToolRun run, TagArguments asked, EngineReference target) throws ToolFailure {
        var source = asked.source();
        if (!ImageId.isOne(source)) {
            source = EngineReference.parse(source).toString();
        }
        var image = find(source);
        var done = run.reconcile()
                && images.find(target.toString())
                        .filter(it -> it.id().equals(image.id()))
                        .isPresent();
        if (!done) {
            images.tag(image.id(), target);
        }
        return Map.of("imageId", image.id(), "source", source, "target", target.toString());
    }

    /** What may be a name or an id goes to the engine as it is: it takes it for a name first, as in docker tag. */
    private Image find(String source) throws ToolFailure {
        return images.find(source)
                .orElseThrow(
                        () -> new ToolFailure(ErrorCode.DOCKER_IMAGE_NOT_FOUND, source + " is not on this engine"));
    }
}

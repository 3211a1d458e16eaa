package io.infrabot.docker.image;

import io.infrabot.docker.engine.BuildSpec;
import io.infrabot.docker.engine.EngineException;
import io.infrabot.docker.engine.Image;
import io.infrabot.docker.engine.Images;
import io.infrabot.docker.registry.EngineReference;
import io.infrabot.tools.Arguments;
import io.infrabot.tools.AtomicTool;
import io.infrabot.tools.Effect;
import io.infrabot.tools.ToolDescriptor;
import io.infrabot.tools.ToolFailure;
import io.infrabot.tools.ToolRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds an image from a directory of this node. A repeat first looks for an image with the operation's label. */
@Singleton
public final class BuildTool implements AtomicTool {

    static final String OPERATION_LABEL = "io.infrabot.operation";
    static final String SESSION_LABEL = "io.infrabot.session";

    private static final ToolDescriptor DESCRIPTOR = new ToolDescriptor(
            "docker.build",
            "Builds an image from a directory under one of the node's build roots.",
            Schemas.object(
                    Map.of(
                            "context", Map.of("type", "string", "description", "a directory on the node"),
                            "dockerfile", Map.of("type", "string", "default", "Dockerfile"),
                            "tag", Schemas.IMAGE,
                            "buildArgs", Map.of("type", "object", "additionalProperties", Map.of("type", "string"))),
                    "context",
                    "tag"),
            "transfer",
            Effect.GUARDED,
            Duration.ofMinutes(30));

    record BuildArguments(
            String context,
            @Nullable String dockerfile,
            String tag,
            @Nullable Map<String, String> buildArgs) {

        BuildArguments {
            Arguments.required(context, "context");
            Arguments.required(tag, "tag");
        }
    }

    private final Images images;
    private final BuildContext contexts;

    BuildTool(Images images, BuildContext contexts) {
        this.images = images;
        this.contexts = contexts;
    }

    @Override
    public ToolDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Map<String, Object> run(ToolRun run) throws ToolFailure, InterruptedException {
        var asked = Arguments.read(run.arguments(), BuildArguments.class);
        var tag = EngineReference.parse(asked.tag());
        if (run.reconcile()) {
            var made = made(run, tag);
            if (made.isPresent()) {
                return resultOf(tag, made.get());
            }
        }
        var context = contexts.resolve(asked.context(), asked.dockerfile());
        var spec = new BuildSpec(
                context.directory(),
                context.dockerfile(),
                context.ignore(),
                tag,
                asked.buildArgs() == null ? Map.of() : asked.buildArgs(),
                Map.of(
                        OPERATION_LABEL,
                        run.operationId().value(),
                        SESSION_LABEL,
                        run.sessionId().value()));
        return AfterInterrupt.orWhatItCameTo(
                run, () -> build(spec, run), () -> made(run, tag).map(image -> resultOf(tag, image)));
    }

    private Map<String, Object> build(BuildSpec spec, ToolRun run) throws ToolFailure, InterruptedException {
        var built = images.build(spec, new BuildSteps(run));
        var image = run.toItsEnd(() -> images.find(built.imageId())).orElseThrow();
        var result = new HashMap<>(resultOf(spec.tag(), image));
        if (!built.warnings().isEmpty()) {
            result.put("warnings", built.warnings());
        }
        return result;
    }

    /** What the operation has made already, under the name that it is to have. */
    private Optional<Image> made(ToolRun run, EngineReference tag) throws EngineException {
        var made = images.findLabelled(OPERATION_LABEL, run.operationId().value());
        if (made.isPresent()) {
            images.tag(made.get().id(), tag);
        }
        return made;
    }

    private static Map<String, Object> resultOf(EngineReference tag, Image image) {
        return Map.of("imageId", image.id(), "tag", tag.toString(), "sizeBytes", image.sizeBytes());
    }
}

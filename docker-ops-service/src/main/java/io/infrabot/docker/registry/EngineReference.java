package io.infrabot.docker.registry;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.ImageReference;
import io.infrabot.tools.ToolFailure;
import org.jspecify.annotations.Nullable;

/**
 * The name of an image as the engine's API wants it: repository and tag apart, a tag always there.
 *
 * @param name   repository, with its registry where one was given: {@code registry.local:5000/team/app}
 * @param tag    null where a digest is given
 * @param digest {@code sha256:…}
 */
public record EngineReference(
        String name, @Nullable String tag, @Nullable String digest) {

    private static final String HUB = "docker.io";

    /**
     * Reads a reference as Docker does.
     *
     * @throws ToolFailure with {@code IMAGE_REFERENCE_INVALID} if it is none
     */
    public static EngineReference parse(String text) throws ToolFailure {
        var reference = ImageReference.parse(text)
                .orElseThrow(() ->
                        new ToolFailure(ErrorCode.IMAGE_REFERENCE_INVALID, "'" + text + "' is no image reference"));
        var name = reference.domain() == null ? reference.path() : reference.domain() + "/" + reference.path();
        var tag = reference.tag() == null ? "latest" : reference.tag();
        return new EngineReference(name, reference.digest() == null ? tag : null, reference.digest());
    }

    /** Where the image lives; {@code docker.io} where the name does not say. */
    public String registry() {
        return ImageReference.parse(name).map(ImageReference::domain).orElse(HUB);
    }

    /** What the engine's API calls the tag: tag or digest. */
    public String tagOrDigest() {
        if (digest != null) {
            return digest;
        }
        return tag == null ? "latest" : tag;
    }

    @Override
    public String toString() {
        return digest == null ? name + ":" + tagOrDigest() : name + "@" + digest;
    }
}

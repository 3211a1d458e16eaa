package io.infrabot.docker.engine;

import io.infrabot.events.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image that an engine has.
 *
 * @param id      {@code sha256:…} of its configuration
 * @param digests {@code repository@sha256:…}, one for each repository it was pulled from or pushed to
 * @param layers  {@code sha256:…} of each layer's content, the lowest first
 * @param platform what it runs on; null where the engine does not say, or has the name for several
 */
public record Image(
        String id,
        List<String> tags,
        List<String> digests,
        long sizeBytes,
        List<String> layers,
        @Nullable Platform platform) {

    public Image {
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
        layers = List.copyOf(layers);
    }

    /** Whether it is known to run where {@code asked} says; null asks for nothing. */
    public boolean isFor(@Nullable Platform asked) {
        return asked == null || (platform != null && asked.runs(platform));
    }
}

package io.infrabot.docker.engine;

import java.util.List;

/**
 * An image that an engine has.
 *
 * @param id      {@code sha256:…} of its configuration
 * @param digests {@code repository@sha256:…}, one for each repository it was pulled from or pushed to
 * @param layers  {@code sha256:…} of each layer's content, the lowest first
 */
public record Image(String id, List<String> tags, List<String> digests, long sizeBytes, List<String> layers) {

    public Image {
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
        layers = List.copyOf(layers);
    }
}

package io.infrabot.docker.engine;

import java.util.List;

/**
 * What came of a build.
 *
 * @param imageId  {@code sha256:…}
 * @param warnings what the engine let pass though it was asked for, such as build arguments that no step takes
 */
public record Built(String imageId, List<String> warnings) {

    public Built {
        warnings = List.copyOf(warnings);
    }
}

package io.infrabot.docker.engine;

import io.infrabot.docker.context.IgnoreFile;
import io.infrabot.docker.registry.EngineReference;
import java.nio.file.Path;
import java.util.Map;

/**
 * What to build.
 *
 * @param context    a directory on this node, already allowed
 * @param dockerfile within it
 * @param ignore     what of it is not sent
 * @param labels     put on the image
 */
public record BuildSpec(
        Path context,
        String dockerfile,
        IgnoreFile ignore,
        EngineReference tag,
        Map<String, String> arguments,
        Map<String, String> labels) {

    public BuildSpec {
        arguments = Map.copyOf(arguments);
        labels = Map.copyOf(labels);
    }
}

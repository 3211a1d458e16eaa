package io.infrabot.docker.image;

import java.util.List;
import java.util.Map;

/** JSON Schemas of the arguments of the tools in this package. */
final class Schemas {

    static final Map<String, Object> IMAGE =
            Map.of("type", "string", "description", "image reference, as in docker pull");

    static final Map<String, Object> IMAGE_OR_ID =
            Map.of("type", "string", "description", "image reference or image id, as in docker tag");

    private Schemas() {}

    static Map<String, Object> object(Map<String, Object> properties, String... required) {
        return Map.of(
                "type",
                "object",
                "additionalProperties",
                false,
                "properties",
                properties,
                "required",
                List.of(required));
    }
}

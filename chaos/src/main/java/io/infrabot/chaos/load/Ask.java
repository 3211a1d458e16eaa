package io.infrabot.chaos.load;

import java.time.Duration;
import java.util.Map;

/**
 * An operation to be asked for.
 *
 * @param path of the front door
 * @param body but for the session
 */
public record Ask(String type, String path, Map<String, Object> body) {

    public static Ask noop() {
        return new Ask("tool.noop", "/api/v1/tools/noop", Map.of());
    }

    /** A once effect: somebody else counts it. */
    public static Ask count() {
        return new Ask("tool.counter", "/api/v1/tools/counter", Map.of());
    }

    /** The same, and then it goes on for a while. */
    public static Ask count(Duration hold) {
        return new Ask("tool.counter", "/api/v1/tools/counter", Map.of("arguments", Map.of("holdMs", hold.toMillis())));
    }

    public static Ask tag(String source, String target) {
        return new Ask("docker.tag", "/api/v1/docker/tag", Map.of("source", source, "target", target));
    }

    public static Ask pull(String image) {
        return new Ask("docker.pull", "/api/v1/docker/pull", Map.of("image", image));
    }
}

package io.infrabot.tools;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a tool is, for those who choose it and for the framework that runs it.
 *
 * @param type           as in a request: {@code docker.pull}, {@code tool.host.facts}
 * @param inputSchema    JSON Schema of the arguments
 * @param lane           the group of slots that it runs in
 * @param defaultTimeout for work that names none
 */
public record ToolDescriptor(
        String type,
        String description,
        Map<String, Object> inputSchema,
        String lane,
        Effect effect,
        Duration defaultTimeout) {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9-]*)+");

    public ToolDescriptor {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("a tool type reads like 'docker.pull', but is '" + type + "'");
        }
        inputSchema = Map.copyOf(inputSchema);
    }
}

package io.infrabot.tools;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.infrabot.events.ErrorCode;
import io.infrabot.wire.Json;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a tool's arguments again at the node, as strictly as the gateway did: requests may not have passed one. */
public final class Arguments {

    private Arguments() {}

    /**
     * The arguments as a record of the tool's own.
     *
     * @throws ToolFailure with {@code REQUEST_INVALID} if a field is unknown, missing or of another type
     */
    public static <T> T read(Map<String, Object> arguments, Class<T> type) throws ToolFailure {
        try {
            return Json.strict().convertValue(arguments, type);
        } catch (IllegalArgumentException e) {
            throw new ToolFailure(ErrorCode.REQUEST_INVALID, "arguments: " + reason(e));
        }
    }

    /** The value of a field that must be there. For the compact constructors of argument records. */
    public static String required(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("'" + field + "' is required");
        }
        return value;
    }

    private static String reason(IllegalArgumentException e) {
        var root = rootOf(e);
        return switch (root) {
            // Jackson's own words name classes of ours
            case UnrecognizedPropertyException unknown ->
                unknown.getPropertyName() + " is not an argument of this tool";
            case JsonMappingException mapping -> pathOf(mapping) + " has the wrong type or form";
            default -> String.valueOf(root.getMessage());
        };
    }

    private static String pathOf(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> String.valueOf(step.getFieldName()))
                .collect(Collectors.joining("."));
    }

    private static Throwable rootOf(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

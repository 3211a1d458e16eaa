package io.infrabot.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an operation has come.
 *
 * @param fraction 0.0 to 1.0
 * @param layers   in the order in which they were first heard of
 */
public record Progress(
        double fraction,
        String message,
        @Nullable Long currentBytes,
        @Nullable Long totalBytes,
        List<Layer> layers) {

    /** Nothing is known yet. */
    public static final Progress NONE = new Progress(0, "", null, null, List.of());

    public Progress {
        fraction = Math.clamp(fraction, 0.0, 1.0);
        layers = List.copyOf(layers);
    }

    /** One layer of an image on its way. */
    public record Layer(
            String id,
            String status,
            @Nullable Long currentBytes,
            @Nullable Long totalBytes) {

        boolean isDone() {
            return status.endsWith("complete") || status.equals("Already exists") || status.equals("Pushed");
        }
    }

    /** This, with what {@code json} says on top; layers that it does not name stay as they were. */
    public Progress with(JsonNode json) {
        var merged = new LinkedHashMap<String, Layer>();
        layers.forEach(layer -> merged.put(layer.id(), layer));
        for (var layer : json.path("layers")) {
            var id = layer.path("id").asText("");
            merged.put(
                    id,
                    new Layer(
                            id,
                            layer.path("status").asText(""),
                            bytes(layer, "currentBytes"),
                            bytes(layer, "totalBytes")));
        }
        return new Progress(
                json.path("fraction").asDouble(fraction),
                json.path("message").asText(message),
                orElse(bytes(json, "currentBytes"), currentBytes),
                orElse(bytes(json, "totalBytes"), totalBytes),
                new ArrayList<>(merged.values()));
    }

    private static @Nullable Long bytes(JsonNode json, String field) {
        return json.path(field).isNumber() ? json.path(field).asLong() : null;
    }

    private static @Nullable Long orElse(@Nullable Long value, @Nullable Long other) {
        return value != null ? value : other;
    }
}

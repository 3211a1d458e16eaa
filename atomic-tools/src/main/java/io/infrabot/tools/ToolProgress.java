package io.infrabot.tools;

import io.infrabot.events.Progress.Layer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a tool says it has come.
 *
 * @param fraction     0.0 to 1.0; a smaller one than before is read as the one before
 * @param currentBytes bytes done so far, where the work is measured in bytes
 */
public record ToolProgress(
        double fraction,
        String message,
        @Nullable Long currentBytes,
        @Nullable Long totalBytes,
        List<Layer> layers) {

    public ToolProgress {
        fraction = Double.isNaN(fraction) ? 0.0 : Math.clamp(fraction, 0.0, 1.0);
        layers = List.copyOf(layers);
    }

    public static ToolProgress of(double fraction, String message) {
        return new ToolProgress(fraction, message, null, null, List.of());
    }
}

package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, on {@link TopicNames#OPERATION_PROGRESS}: at most four a second an operation, always the last one.
 * It is never part of the history.
 *
 * @param sequence     grows within a run; of two, the larger is the newer
 * @param fraction     0.0 to 1.0; never falls within an attempt
 * @param currentBytes bytes done so far, where the work is measured in bytes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
        SessionId sessionId,
        OperationId operationId,
        RunId run,
        int attempt,
        long sequence,
        double fraction,
        String message,
        @Nullable Long currentBytes,
        @Nullable Long totalBytes,
        List<Layer> layers) {

    public Progress {
        if (!(fraction >= 0.0 && fraction <= 1.0)) {
            throw new IllegalArgumentException("fraction must be between 0.0 and 1.0, but is " + fraction);
        }
        layers = List.copyOf(layers);
    }

    /**
     * One layer of an image on its way.
     *
     * @param id         the engine's short id of the layer
     * @param status     the engine's own word: {@code Downloading}, {@code Pull complete}, …
     * @param totalBytes absent while the engine does not know it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Layer(
            String id,
            String status,
            @Nullable Long currentBytes,
            @Nullable Long totalBytes) {}
}

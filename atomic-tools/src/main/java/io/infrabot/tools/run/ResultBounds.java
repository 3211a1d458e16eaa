package io.infrabot.tools.run;

import com.fasterxml.jackson.core.type.TypeReference;
import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.bounds.ReportBounds;
import io.infrabot.wire.Json;
import java.util.Map;
import java.util.Optional;

/** Looks at what a tool returned before it leaves the node: a fact that cannot be read would close its session. */
final class ResultBounds {

    private static final TypeReference<Map<String, Object>> JSON = new TypeReference<>() {};

    private ResultBounds() {}

    /** How the run fails whose result cannot be kept; empty where it can. */
    static Optional<OperationError> failureOf(Map<String, Object> result) {
        try {
            // as it will be written: a tool may return objects of its own
            return ReportBounds.failureOf(Json.tolerant().convertValue(result, JSON));
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(OperationError.of(
                    ErrorCode.INTERNAL, "the effect is there, but its result cannot be written as JSON"));
        }
    }
}

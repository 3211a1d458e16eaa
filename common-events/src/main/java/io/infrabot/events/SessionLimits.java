package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a session may use (R0.14).
 *
 * @param maxOperations how many operations it may ever ask for, at least 1; absent means no limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionLimits(@Nullable Integer maxOperations) {

    public SessionLimits {
        if (maxOperations != null && maxOperations < 1) {
            throw new IllegalArgumentException("maxOperations must be at least 1, but is " + maxOperations);
        }
    }
}

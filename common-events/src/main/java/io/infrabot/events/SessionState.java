package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a session stands, on {@link TopicNames#SESSION_STATE} (compacted): the fold of its history, for lists and analytics.
 *
 * @param homeEngine the container engine its Docker operations run on, once there was one
 * @param operations how many operations stand in each status
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionState(
        SessionId sessionId,
        String team,
        @Nullable String name,
        SessionStatus status,
        long version,
        Map<String, String> labels,
        Map<String, Object> metadata,
        @Nullable SessionLimits limits,
        @Nullable String homeEngine,
        Map<OperationStatus, Integer> operations,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt) {}

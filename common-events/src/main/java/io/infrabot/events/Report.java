package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of a run. {@link AttemptFailed} goes to {@link TopicNames#OPERATION_ERRORS}, all others to
 * {@link TopicNames#OPERATION_EVENTS}. A run has exactly one of the {@link Final} ones; repeats of it are equal.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Report {

    SessionId sessionId();

    OperationId operationId();

    RunId run();

    NodeId node();

    String incarnation();

    Instant at();

    /** A report after which the run is over. */
    sealed interface Final extends Report {}

    /** Sent, and acknowledged by the broker, before the attempt touches anything. */
    record Started(
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Instant at,
            int attempt)
            implements Report {}

    /**
     * One try of the effect failed.
     *
     * @param retryIn how long until the next attempt; absent: there is none
     */
    record AttemptFailed(
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Instant at,
            int attempt,
            OperationError error,
            @Nullable Duration retryIn)
            implements Report {}

    /** The run was not taken and had no effect. */
    record Declined(
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Instant at,
            String reason)
            implements Final {}

    /** The effect is there. */
    record Succeeded(
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Instant at,
            int attempt,
            Map<String, Object> result,
            Usage usage)
            implements Final {}

    /** The effect is not there, and will not be tried again by this run. */
    record Failed(
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Instant at,
            int attempt,
            OperationError error,
            Usage usage)
            implements Final {}

    /** The run was stopped before the effect was complete. */
    record Cancelled(
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Instant at,
            int attempt,
            Usage usage)
            implements Final {}
}

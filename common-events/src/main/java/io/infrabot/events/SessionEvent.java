package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact of one session's history, on {@link TopicNames#SESSION_EVENTS}; written by the session's one writer.
 *
 * <p><b>The rule of the history:</b> a fact counts when its {@link #version} is the one after the session's last, in
 * log order, and its header {@code ce_after} is the digest of that last fact: the first 16 hexadecimal digits of
 * SHA-256 over its own {@code ce_after} and its value, empty for a session's first. Any other is void for every reader: a repeat, or the
 * word of a writer that was no longer the one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface SessionEvent {

    SessionId sessionId();

    /** 1 for the session's first fact, then one more each. */
    long version();

    /** When the writer decided it; never goes back within a session. */
    Instant at();

    /**
     * The session exists from here on.
     *
     * @param expiresAt   from then on no new operation is taken
     * @param fingerprint of the request, so that a repeat can be told from another request under the same key
     */
    record SessionCreated(
            SessionId sessionId,
            long version,
            Instant at,
            String team,
            @Nullable String name,
            Map<String, String> labels,
            Map<String, Object> metadata,
            Instant expiresAt,
            @Nullable SessionLimits limits,
            String fingerprint)
            implements SessionEvent {}

    /** The session stands elsewhere now. */
    record SessionStatusChanged(SessionId sessionId, long version, Instant at, SessionStatus status)
            implements SessionEvent {}

    /** The session takes no more; its history stays. */
    record SessionDeleted(SessionId sessionId, long version, Instant at) implements SessionEvent {}

    /** A fact about one operation of the session. */
    sealed interface OfOperation extends SessionEvent {
        OperationId operationId();
    }

    /**
     * The session owes the operation an end.
     *
     * @param fingerprint of the request, as for a session
     * @param parent      the operation that this one is a part of; absent where it was asked for by itself
     */
    record OperationAccepted(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            String type,
            Map<String, Object> arguments,
            Target target,
            Duration timeout,
            String fingerprint,
            @Nullable OperationId parent)
            implements OfOperation {}

    /**
     * The operation is done by sub-operations, one a node; it ends when all of them have.
     *
     * @param parts in the order of the nodes' names, at least one
     */
    record OperationSpread(SessionId sessionId, long version, Instant at, OperationId operationId, List<Part> parts)
            implements OfOperation {

        public OperationSpread {
            parts = List.copyOf(parts);
        }

        /** A sub-operation and the node that is to do it. */
        public record Part(OperationId operationId, NodeId node) {}
    }

    /** A request that came by Kafka, or lost a race, and could not be taken. */
    record OperationRejected(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            String type,
            OperationError error,
            String fingerprint)
            implements OfOperation {}

    /** No node can take the operation now. */
    record OperationWaiting(
            SessionId sessionId, long version, Instant at, OperationId operationId, WaitingReason reason)
            implements OfOperation {}

    /**
     * The operation is given to a node. The work itself leaves only when this fact has been read back.
     *
     * @param attempt   number of the next attempt, from 1
     * @param placement how often the operation has been placed, this time included
     * @param engine    the node's container engine, for Docker operations
     */
    record OperationPlaced(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            @Nullable String engine,
            int attempt,
            int placement)
            implements OfOperation {}

    /** The effect is about to begin, or has. */
    record OperationStarted(
            SessionId sessionId, long version, Instant at, OperationId operationId, RunId run, NodeId node, int attempt)
            implements OfOperation {}

    /**
     * One try of the effect failed.
     *
     * @param retryIn how long the node waits before the next attempt; absent: there is none
     */
    record OperationAttemptFailed(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            RunId run,
            int attempt,
            OperationError error,
            @Nullable Duration retryIn)
            implements OfOperation {}

    /** The node had no room after all; the operation is placed again. */
    record OperationDeclined(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            RunId run,
            NodeId node,
            String reason)
            implements OfOperation {}

    /** The node that held the operation was lost; its run counts no more. */
    record OperationNodeLost(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Duration silentFor)
            implements OfOperation {}

    /** Somebody wants the operation stopped. */
    record OperationCancelRequested(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            @Nullable String reason) implements OfOperation {}

    /**
     * The effect is there. Final.
     *
     * @param run     ends in {@code :0} where sub-operations did it
     * @param attempt 0 where sub-operations did it
     */
    record OperationSucceeded(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            RunId run,
            int attempt,
            Map<String, Object> result,
            Usage usage)
            implements OfOperation {}

    /**
     * The effect is not there, or nobody can tell. Final.
     *
     * @param run   absent where no run was under way
     * @param usage absent where the node could not tell any more
     */
    record OperationFailed(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            @Nullable RunId run,
            int attempt,
            OperationError error,
            @Nullable Usage usage)
            implements OfOperation {}

    /**
     * The operation was stopped. Final.
     *
     * @param run    absent where no run was under way
     * @param reason as given by whoever asked, or why its node could not say so itself
     */
    record OperationCancelled(
            SessionId sessionId,
            long version,
            Instant at,
            OperationId operationId,
            @Nullable RunId run,
            @Nullable Usage usage,
            @Nullable String reason)
            implements OfOperation {}
}

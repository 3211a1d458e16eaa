package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of a session, on {@link TopicNames#REQUESTS}. Anybody may publish the public ones; a repeat, known by its
 * {@code ce_source} and {@code ce_id}, changes nothing.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Request {

    SessionId sessionId();

    /** What gateways and other publishers may ask. */
    sealed interface Public extends Request {}

    /** What only the session service itself writes: time and the silence of nodes enter the log as records. */
    sealed interface Timer extends Request {
        OperationId operationId();

        RunId run();
    }

    /**
     * Open a session under an id that the publisher chose.
     *
     * @param ttl how long the session takes new operations, from its creation; absent means the service's default
     */
    record CreateSession(
            SessionId sessionId,
            String team,
            @Nullable String name,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, Object> metadata,
            @Nullable Duration ttl,
            @Nullable SessionLimits limits)
            implements Public {}

    /** Move a session to another status. */
    record ChangeStatus(SessionId sessionId, SessionStatus status) implements Public {}

    /** Close a session for good. */
    record DeleteSession(SessionId sessionId) implements Public {}

    /**
     * Do something in a session.
     *
     * @param operationId absent: derived from session, {@code ce_source} and {@code ce_id}
     * @param type        {@code docker.pull}, {@code tool.host.facts}, …
     * @param arguments   what the type asks for; fields it does not know are refused
     * @param timeout     for the whole operation once it runs; absent means the type's default
     */
    record RunOperation(
            @Nullable OperationId operationId,
            SessionId sessionId,
            String type,
            Map<String, Object> arguments,
            @Nullable Target target,
            @Nullable Duration timeout)
            implements Public {}

    /** Stop an operation if it is not over yet. */
    record CancelOperation(
            SessionId sessionId,
            OperationId operationId,
            @Nullable String reason) implements Public {}

    /**
     * The node that held a run fell silent, or came back as another incarnation.
     *
     * @param silentFor how long nothing was heard of it; zero where a new incarnation gave it away
     */
    record NodeLost(
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            NodeId node,
            String incarnation,
            Duration silentFor)
            implements Timer {}

    /**
     * The run's time is over and its node did not say so itself; or, of a sub-operation that waits for its node, that
     * node has been away for too long.
     */
    record RunExpired(SessionId sessionId, OperationId operationId, RunId run) implements Timer {}

    /**
     * A waiting operation may be placed now, or one with sub-operations can be carried on.
     *
     * @param run the last run it had; of the form {@code <operation>:0} where it had none
     */
    record Release(SessionId sessionId, OperationId operationId, RunId run) implements Timer {}
}

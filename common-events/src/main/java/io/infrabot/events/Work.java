package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the writer tells one incarnation of one node to do, on {@link Topics#WORK}. A node skips what names another node
 * or another incarnation, and drops a run id that it has already taken.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Work {

    NodeId node();

    String incarnation();

    SessionId sessionId();

    OperationId operationId();

    RunId run();

    /**
     * Do the operation, from the given attempt on.
     *
     * @param attempt   number of the first attempt of this run, from 1
     * @param reconcile whether an earlier run may have had an effect, so that the engine must be asked first
     */
    record StartRun(
            NodeId node,
            String incarnation,
            SessionId sessionId,
            OperationId operationId,
            RunId run,
            String team,
            String type,
            Map<String, Object> arguments,
            int attempt,
            boolean reconcile,
            Duration timeout,
            Instant acceptedAt)
            implements Work {}

    /** Stop the run if it is still going; its end is reported as any other end. */
    record CancelRun(NodeId node, String incarnation, SessionId sessionId, OperationId operationId, RunId run)
            implements Work {}
}

package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the session service tells one incarnation of one node to do, on {@link TopicNames#WORK}. A node skips what names
 * another node or another incarnation, and drops a run id that it has already taken.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Work {

    NodeId node();

    String incarnation();

    /** About one run. */
    sealed interface OfRun extends Work {

        SessionId sessionId();

        OperationId operationId();

        RunId run();
    }

    /**
     * Do the operation, from the given attempt on.
     *
     * @param attempt   number of the first attempt of this run, from 1
     * @param reconcile whether a node that had it was lost, so that an earlier run may have had its effect, or have it
     *                  still; an attempt above 1 asks for the same look at the engine first
     * @param heardBeat sequence of the last beat of that incarnation that the writer had heard; a node that was cut off
     *                  after it hands the run back, because it may have been given away since. 0: it does not say
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
            Instant acceptedAt,
            @JsonProperty(defaultValue = "0") long heardBeat)
            implements OfRun {}

    /** Stop the run if it is still going; its end is reported as any other end. */
    record CancelRun(NodeId node, String incarnation, SessionId sessionId, OperationId operationId, RunId run)
            implements OfRun {}

    /**
     * Take nothing more and give back what has not begun; leave when what runs is over, however long it takes. Saying it
     * twice is saying it once.
     */
    record DrainNode(NodeId node, String incarnation) implements Work {}
}

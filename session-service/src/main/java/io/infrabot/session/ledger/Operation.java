package io.infrabot.session.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.infrabot.events.NodeId;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent.OperationSpread.Part;
import io.infrabot.events.SessionId;
import io.infrabot.events.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one operation stands. A value; only the fold makes the next one.
 *
 * @param version    of the last fact about it
 * @param attempt    how often its effect has been started
 * @param placements how often it has been given to a node
 * @param losses     how often the node that had it was lost
 * @param node       the last node that had it
 * @param lastError  of the last failed attempt
 * @param parts      its sub-operations, where it is done by such
 */
public record Operation(
        OperationId id,
        Ask ask,
        long version,
        Phase phase,
        int attempt,
        int placements,
        int losses,
        @Nullable NodeId node,
        @Nullable OperationError lastError,
        @Nullable Instant startedAt,
        @Nullable List<Part> parts) {

    /**
     * What was asked for.
     *
     * @param fingerprint of the request
     * @param position    offset in the history of the operation's first fact
     * @param parent      the operation that it is a part of
     */
    public record Ask(
            String type,
            Map<String, Object> arguments,
            Target target,
            Duration timeout,
            String fingerprint,
            long position,
            Instant at,
            @Nullable OperationId parent) {}

    @JsonIgnore
    public SessionId sessionId() {
        return id.session();
    }

    @JsonIgnore
    public OperationStatus status() {
        return phase.status();
    }

    @JsonIgnore
    public boolean isOver() {
        return phase instanceof Phase.Final;
    }

    /** Whether it is done by sub-operations, one a node. */
    @JsonIgnore
    public boolean isForAllNodes() {
        return ask.target().kind() == Target.Kind.all;
    }

    /** The same, for whoever keeps many of them in memory: what was given to it may be large. */
    public Operation withoutArguments() {
        var small = new Ask(
                ask.type(),
                Map.of(),
                ask.target(),
                ask.timeout(),
                ask.fingerprint(),
                ask.position(),
                ask.at(),
                ask.parent());
        return new Operation(id, small, version, phase, attempt, placements, losses, node, lastError, startedAt, parts);
    }

    /** Whether {@code run} is the one that counts now. */
    public boolean isHeldBy(RunId run) {
        return phase instanceof Phase.OnNode onNode && onNode.run().id().equals(run);
    }

    /** The name of its next run: placements are counted, so the name is the same wherever it is worked out. */
    public RunId nextRun() {
        return new RunId(id + ":" + (placements + 1));
    }

    /** The name of its latest run; ends in {@code :0} where it had none. */
    public RunId latestRun() {
        return new RunId(id + ":" + placements);
    }
}

package io.infrabot.session.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.Usage;
import io.infrabot.events.WaitingReason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation stands.
 *
 * <pre>
 *   Waiting --placed--> Assigned --started--> Running --> Succeeded | Failed | Cancelled
 *      ^                   |  |                 |  |
 *      +-declined, node lost--+-----------------+  |
 *                          |                       |
 *                          +--cancel requested--> Cancelling --> Succeeded | Failed | Cancelled
 *   Waiting --spread--> Spread (its sub-operations go the way above) --> Succeeded | Failed | Cancelled
 *   Rejected
 * </pre>
 *
 * A final phase absorbs: nothing leads out of it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Phase.Assigned.class, name = "assigned"),
    @JsonSubTypes.Type(value = Phase.Running.class, name = "running"),
    @JsonSubTypes.Type(value = Phase.Cancelling.class, name = "cancelling"),
    @JsonSubTypes.Type(value = Phase.Spread.class, name = "spread"),
    @JsonSubTypes.Type(value = Phase.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = Phase.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Phase.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Phase.Rejected.class, name = "rejected")
})
public sealed interface Phase {

    /** A phase in which a node has the operation. */
    sealed interface OnNode extends Phase {
        Run run();
    }

    /** A phase that nothing follows. */
    sealed interface Final extends Phase {
        Instant finishedAt();
    }

    /** On no node. */
    record Waiting(WaitingReason reason) implements Phase {}

    /** Given to a node that has not begun. */
    record Assigned(Run run) implements OnNode {}

    /** Begun; {@code startedAt} is the start of this run's current attempt. */
    record Running(Run run, Instant startedAt) implements OnNode {}

    /** The node has been, or is about to be, told to stop. */
    record Cancelling(Run run, @Nullable Instant startedAt) implements OnNode {}

    /**
     * Done by sub-operations, one a node.
     *
     * @param cancelling whether somebody wants them stopped
     */
    record Spread(boolean cancelling) implements Phase {}

    /** The effect is there. */
    record Succeeded(Map<String, Object> result, Usage usage, Instant finishedAt) implements Final {}

    /** The effect is not there, or nobody can tell. */
    record Failed(OperationError error, @Nullable Usage usage, Instant finishedAt) implements Final {}

    /** It was stopped. */
    record Cancelled(@Nullable Usage usage, Instant finishedAt) implements Final {}

    /** It was never taken. */
    record Rejected(OperationError error, Instant finishedAt) implements Final {}

    /** The status that a user sees. */
    default OperationStatus status() {
        return switch (this) {
            case Waiting _, Assigned _ -> OperationStatus.QUEUED;
            case Running _ -> OperationStatus.RUNNING;
            case Cancelling _ -> OperationStatus.CANCELLING;
            case Spread(var cancelling) -> cancelling ? OperationStatus.CANCELLING : OperationStatus.RUNNING;
            case Succeeded _ -> OperationStatus.SUCCEEDED;
            case Failed _ -> OperationStatus.FAILED;
            case Cancelled _ -> OperationStatus.CANCELLED;
            case Rejected _ -> OperationStatus.REJECTED;
        };
    }
}

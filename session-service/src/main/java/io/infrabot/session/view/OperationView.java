package io.infrabot.session.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.Progress;
import io.infrabot.events.SessionId;
import io.infrabot.events.Usage;
import io.infrabot.events.WaitingReason;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation as users see it.
 *
 * @param decided   false only in the answer to a request that is published and not decided yet
 * @param attempt   how often its effect has been started
 * @param node      where it is, or was last
 * @param lastError of the last failed attempt, while it is not over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationView(
        OperationId operationId,
        SessionId sessionId,
        String type,
        OperationStatus status,
        boolean decided,
        int attempt,
        @Nullable String node,
        Map<String, Object> arguments,
        @Nullable Waiting waiting,
        @Nullable ProgressView progress,
        @Nullable Map<String, Object> result,
        @Nullable OperationError error,
        @Nullable OperationError lastError,
        @Nullable Usage usage,
        @Nullable Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable OperationId parent,
        @Nullable List<SubOperation> subOperations) {

    /**
     * Why an operation has not begun.
     *
     * @param position its place among those of its session that have not begun, from 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(WaitingReason reason, @Nullable Integer position) {}

    /** A part of an operation for all nodes; it has a view of its own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SubOperation(
            OperationId operationId, String node, @Nullable OperationStatus status) {}

    /** How far it is; see {@link Progress}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProgressView(
            double fraction,
            String message,
            @Nullable Long currentBytes,
            @Nullable Long totalBytes,
            List<Progress.Layer> layers) {

        /** The progress as users see it. */
        public static ProgressView of(Progress progress) {
            return new ProgressView(
                    progress.fraction(),
                    progress.message(),
                    progress.currentBytes(),
                    progress.totalBytes(),
                    progress.layers());
        }
    }

    /** The operation with what is known of it only here and now. */
    public static OperationView of(
            Operation operation,
            @Nullable Progress progress,
            @Nullable Integer position,
            @Nullable List<SubOperation> subOperations) {
        var phase = operation.phase();
        return new OperationView(
                operation.id(),
                operation.sessionId(),
                operation.ask().type(),
                operation.status(),
                true,
                operation.attempt(),
                operation.node() == null ? null : operation.node().value(),
                operation.ask().arguments(),
                waiting(phase, position),
                progress == null || operation.isOver() ? null : ProgressView.of(progress),
                phase instanceof Phase.Succeeded end ? end.result() : null,
                error(phase),
                operation.isOver() ? null : operation.lastError(),
                usage(phase),
                operation.ask().at(),
                operation.startedAt(),
                phase instanceof Phase.Final end ? end.finishedAt() : null,
                operation.ask().parent(),
                subOperations);
    }

    /** The answer to a request that nobody has decided yet. */
    public static OperationView undecided(OperationId id, String type, Map<String, Object> arguments) {
        return new OperationView(
                id,
                id.session(),
                type,
                OperationStatus.QUEUED,
                false,
                0,
                null,
                arguments,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static @Nullable Waiting waiting(Phase phase, @Nullable Integer position) {
        return switch (phase) {
            case Phase.Waiting(var reason) -> new Waiting(reason, position);
            case Phase.Assigned _ -> new Waiting(WaitingReason.ON_NODE, position);
            case Phase.Running _, Phase.Cancelling _, Phase.Spread _, Phase.Final _ -> null;
        };
    }

    private static @Nullable OperationError error(Phase phase) {
        return switch (phase) {
            case Phase.Failed end -> end.error();
            case Phase.Rejected end -> end.error();
            case Phase.Waiting _, Phase.OnNode _, Phase.Spread _, Phase.Succeeded _, Phase.Cancelled _ -> null;
        };
    }

    private static @Nullable Usage usage(Phase phase) {
        return switch (phase) {
            case Phase.Succeeded end -> end.usage();
            case Phase.Failed end -> end.usage();
            case Phase.Cancelled end -> end.usage();
            case Phase.Waiting _, Phase.OnNode _, Phase.Spread _, Phase.Rejected _ -> null;
        };
    }
}

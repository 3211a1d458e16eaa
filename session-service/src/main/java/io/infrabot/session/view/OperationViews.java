package io.infrabot.session.view;

import io.infrabot.session.ledger.Operation;
import io.infrabot.session.live.LatestProgress;
import io.infrabot.session.live.QueuePositions;
import io.infrabot.session.topology.LedgerReads;
import io.infrabot.session.view.OperationView.SubOperation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows an operation with what is known of it only here and now: its progress, its place in line, its parts. */
@ApplicationScoped
public class OperationViews {

    private final LedgerReads ledger;
    private final LatestProgress progress;
    private final QueuePositions positions;

    OperationViews(LedgerReads ledger, LatestProgress progress, QueuePositions positions) {
        this.ledger = ledger;
        this.progress = progress;
        this.positions = positions;
    }

    /** The operation with its progress, its place in line and its parts. */
    public OperationView of(Operation operation) {
        return OperationView.of(
                operation, progress.of(operation.id()), positions.placeOf(operation), subOperations(operation));
    }

    private @Nullable List<SubOperation> subOperations(Operation operation) {
        return operation.parts() == null
                ? null
                : operation.parts().stream()
                        .map(part -> {
                            var standing = ledger.operation(part.operationId());
                            return new SubOperation(
                                    part.operationId(),
                                    part.node().value(),
                                    standing == null ? null : standing.status());
                        })
                        .toList();
    }
}

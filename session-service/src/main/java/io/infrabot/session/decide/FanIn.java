package io.infrabot.session.decide;

import io.infrabot.events.ErrorCode;
import io.infrabot.events.OperationError;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationSpread.Part;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.Usage;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an operation for all nodes ends once its sub-operations have: FAILED if one of them failed, else CANCELLED if one
 * was stopped, else SUCCEEDED. Its usage is theirs together.
 */
final class FanIn {

    /** Nodes named in the error's message; the others can be looked up one by one. */
    private static final int NAMED = 5;

    private FanIn() {}

    static void endIfAllHave(FactList facts, Operation parent) {
        var ended = new LinkedHashMap<Part, Operation>();
        for (var part : FanOut.partsOf(parent)) {
            var operation = facts.operation(part.operationId());
            if (operation == null || !operation.isOver()) {
                return;
            }
            ended.put(part, operation);
        }
        if (!(parent.phase() instanceof Phase.Spread)) {
            return;
        }
        var failed = ended.entrySet().stream()
                .filter(each -> each.getValue().phase() instanceof Phase.Failed)
                .toList();
        if (!failed.isEmpty()) {
            facts.add(new OperationFailed(
                    parent.sessionId(),
                    facts.nextVersion(),
                    facts.at(),
                    parent.id(),
                    null,
                    parent.attempt(),
                    errorOf(failed, ended.size()),
                    usage(ended)));
        } else if (ended.values().stream().anyMatch(each -> each.phase() instanceof Phase.Cancelled)) {
            facts.add(new OperationCancelled(
                    parent.sessionId(),
                    facts.nextVersion(),
                    facts.at(),
                    parent.id(),
                    null,
                    usage(ended),
                    "its sub-operations were stopped"));
        } else {
            facts.add(new OperationSucceeded(
                    parent.sessionId(),
                    facts.nextVersion(),
                    facts.at(),
                    parent.id(),
                    parent.latestRun(),
                    parent.attempt(),
                    result(ended),
                    usage(ended)));
        }
    }

    private static OperationError errorOf(List<Map.Entry<Part, Operation>> failed, int all) {
        var named = failed.stream()
                .limit(NAMED)
                .map(each -> each.getKey().node() + " "
                        + ((Phase.Failed) each.getValue().phase()).error().code());
        var rest = failed.size() > NAMED ? Stream.of("and " + (failed.size() - NAMED) + " more") : Stream.<String>of();
        return OperationError.of(
                ErrorCode.SUB_OPERATIONS_FAILED,
                "%d of %d sub-operations failed: %s"
                        .formatted(
                                failed.size(), all, Stream.concat(named, rest).collect(Collectors.joining(", "))));
    }

    private static Map<String, Object> result(Map<Part, Operation> ended) {
        var byNode = new TreeMap<String, String>();
        ended.keySet()
                .forEach(part ->
                        byNode.put(part.node().value(), part.operationId().value()));
        return Map.of("subOperations", byNode);
    }

    private static Usage usage(Map<Part, Operation> ended) {
        return ended.values().stream()
                .map(FanIn::usageOf)
                .filter(Objects::nonNull)
                .reduce(new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0), FanIn::sum);
    }

    private static Usage sum(Usage one, Usage other) {
        return new Usage(
                one.wallTime().plus(other.wallTime()),
                one.cpuTime().plus(other.cpuTime()),
                one.allocatedBytes() + other.allocatedBytes(),
                one.networkReceivedBytes() + other.networkReceivedBytes(),
                one.networkSentBytes() + other.networkSentBytes());
    }

    private static @Nullable Usage usageOf(Operation part) {
        return switch (part.phase()) {
            case Phase.Succeeded end -> end.usage();
            case Phase.Failed end -> end.usage();
            case Phase.Cancelled end -> end.usage();
            default -> null;
        };
    }
}

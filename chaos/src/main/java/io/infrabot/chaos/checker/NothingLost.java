package io.infrabot.chaos.checker;

import static io.infrabot.chaos.checker.Anomaly.Invariant.I1;
import static io.infrabot.chaos.checker.Anomaly.Name.ABORTED_READ;
import static io.infrabot.chaos.checker.Anomaly.Name.LOST_WRITE;
import static io.infrabot.chaos.checker.Anomaly.Name.UNSEEN;

import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.session.ledger.Operation;
import io.infrabot.testkit.history.Ledgers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I1: what was taken stands in the history and has its end; what stands there was asked for, and not refused. */
final class NothingLost {

    private NothingLost() {}

    static List<Anomaly> check(Evidence evidence, Ledgers ledgers) {
        var anomalies = new ArrayList<Anomaly>();
        var asked = askedFor(evidence.attempts());
        asked.forEach((id, attempts) -> judge(id, attempts, ledgers, anomalies));
        for (var session : ledgers.sessions().entrySet()) {
            for (var operation : session.getValue().operations().values()) {
                if (!operation.isOver()) {
                    anomalies.add(new Anomaly(
                            UNSEEN,
                            I1,
                            operation.id().value(),
                            "still %s after the drain, last fact %s"
                                    .formatted(operation.status(), last(operation, ledgers))));
                }
                if (evidence.recorded().contains(session.getKey()) && isUnasked(operation, asked.keySet())) {
                    anomalies.add(new Anomaly(
                            ABORTED_READ,
                            I1,
                            operation.id().value(),
                            "nobody asked for it, first fact " + first(operation, ledgers)));
                }
            }
        }
        return anomalies;
    }

    private static Map<OperationId, List<Invocation>> askedFor(List<Invocation> attempts) {
        var asked = new LinkedHashMap<OperationId, List<Invocation>>();
        attempts.stream()
                .filter(Invocation::asksForOperation)
                .forEach(each -> asked.computeIfAbsent(each.operation(), _ -> new ArrayList<>())
                        .add(each));
        return asked;
    }

    private static void judge(OperationId id, List<Invocation> attempts, Ledgers ledgers, List<Anomaly> anomalies) {
        var operation = ledgers.operation(id);
        var ok = attempts.stream()
                .filter(each -> each.result() instanceof Result.Ok)
                .count();
        var refusals = new HashSet<String>();
        attempts.forEach(each -> {
            if (each.result() instanceof Result.Fail(var code)) {
                refusals.add(code);
            }
        });
        if (ok > 0 && operation.isEmpty()) {
            anomalies.add(
                    new Anomaly(LOST_WRITE, I1, id.value(), "taken %d times, and not in the history".formatted(ok)));
        }
        // some may be refused under a key that was taken with another body; all of them may not
        if (refusals.size() > 0 && attempts.stream().allMatch(each -> each.result() instanceof Result.Fail)) {
            operation
                    .filter(each -> each.status() != OperationStatus.REJECTED)
                    .ifPresent(each -> anomalies.add(new Anomaly(
                            ABORTED_READ,
                            I1,
                            id.value(),
                            "refused with %s, and yet accepted at %s".formatted(refusals, first(each, ledgers)))));
        }
    }

    /** Sub-operations are asked for by their parents. */
    private static boolean isUnasked(Operation operation, Set<OperationId> asked) {
        return operation.ask().parent() == null && !asked.contains(operation.id());
    }

    private static String first(Operation operation, Ledgers ledgers) {
        return ledgers.factsOf(operation.id()).getFirst().place();
    }

    private static String last(Operation operation, Ledgers ledgers) {
        var last = ledgers.factsOf(operation.id()).getLast();
        return last.entry().fact().getClass().getSimpleName() + " " + last.place();
    }
}

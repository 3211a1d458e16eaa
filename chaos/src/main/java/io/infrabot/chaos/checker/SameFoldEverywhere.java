package io.infrabot.chaos.checker;

import static io.infrabot.chaos.checker.Anomaly.Invariant.I4;
import static io.infrabot.chaos.checker.Anomaly.Name.INCONSISTENT_OFFSET;
import static io.infrabot.chaos.checker.Anomaly.Name.LOST_WRITE;
import static io.infrabot.chaos.checker.Anomaly.Name.UNSEEN;

import io.infrabot.events.OperationId;
import io.infrabot.events.OperationStatus;
import io.infrabot.session.ledger.Operation;
import io.infrabot.testkit.history.Ledgers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** I4: whoever folds the history stands where everybody else stands, however it is delivered. */
final class SameFoldEverywhere {

    private static final long SEED = 42;

    private SameFoldEverywhere() {}

    static List<Anomaly> check(Evidence evidence, Ledgers ledgers) {
        var anomalies = new ArrayList<Anomaly>();
        evidence.told().forEach(told -> judge(told, ledgers, anomalies));
        for (var session : ledgers.differencesTo(Ledgers.of(Delivery.disturbed(evidence.history(), SEED)))) {
            anomalies.add(new Anomaly(
                    INCONSISTENT_OFFSET,
                    I4,
                    session.value(),
                    "folds to something else when facts come twice and mixed"));
        }
        return anomalies;
    }

    private static void judge(Told told, Ledgers ledgers, List<Anomaly> anomalies) {
        var folded = ledgers.session(told.session());
        var about = told.session() + " at " + told.service();
        switch (told.word()) {
            case Told.Word.Silent(var why) -> anomalies.add(new Anomaly(UNSEEN, I4, about, "does not answer: " + why));
            case Told.Word.Unknown _ -> {
                if (folded.session().isPresent() && !folded.session().get().deleted()) {
                    anomalies.add(new Anomaly(LOST_WRITE, I4, about, "is unknown there, and stands in the history"));
                }
            }
            case Told.Word.Stands(var version, var operations) -> {
                var last = folded.session().map(session -> session.version()).orElse(0L);
                if (version != last) {
                    anomalies.add(new Anomaly(
                            INCONSISTENT_OFFSET,
                            I4,
                            about,
                            "stands at version %d, in the history at %d".formatted(version, last)));
                }
                var stands = statuses(folded.operations());
                if (!stands.equals(operations)) {
                    anomalies.add(new Anomaly(
                            INCONSISTENT_OFFSET, I4, about, "differs in " + difference(stands, operations)));
                }
            }
        }
    }

    private static Map<OperationId, OperationStatus> statuses(Map<OperationId, Operation> operations) {
        var statuses = new HashMap<OperationId, OperationStatus>();
        operations.forEach((id, operation) -> statuses.put(id, operation.status()));
        return statuses;
    }

    private static String difference(Map<OperationId, OperationStatus> folded, Map<OperationId, OperationStatus> told) {
        var all = new HashMap<>(folded);
        all.putAll(told);
        return all.keySet().stream()
                .filter(id -> folded.get(id) != told.get(id))
                .limit(3)
                .map(id -> "%s: %s told, %s folded".formatted(id, told.get(id), folded.get(id)))
                .toList()
                .toString();
    }
}

package io.infrabot.chaos.checker;

import static io.infrabot.chaos.checker.Anomaly.Invariant.I3;
import static io.infrabot.chaos.checker.Anomaly.Name.DUPLICATE;
import static io.infrabot.chaos.checker.Anomaly.Name.NON_MONOTONIC_POLL;

import io.infrabot.chaos.checker.Stream.Seen;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.testkit.history.Ledgers;
import io.infrabot.testkit.history.Logged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/** I3: nothing follows an end, neither in the history nor in a stream; and progress never falls within an attempt. */
final class TerminalIsFinal {

    private TerminalIsFinal() {}

    static List<Anomaly> check(Evidence evidence, Ledgers ledgers) {
        var anomalies = new ArrayList<Anomaly>();
        ledgers.sessions().values().forEach(session -> inHistory(session.counted(), anomalies));
        evidence.streams().forEach(stream -> inStream(stream, anomalies));
        return anomalies;
    }

    private static void inHistory(List<Logged> counted, List<Anomaly> anomalies) {
        var ends = new HashMap<OperationId, Logged>();
        for (var logged : counted) {
            if (logged.entry().fact() instanceof OfOperation about) {
                var end = ends.get(about.operationId());
                if (end != null) {
                    anomalies.add(new Anomaly(
                            Ledgers.isEnd(about) ? DUPLICATE : NON_MONOTONIC_POLL,
                            I3,
                            about.operationId().value(),
                            "%s %s after its end %s".formatted(name(logged), logged.place(), end.place())));
                } else if (Ledgers.isEnd(about)) {
                    ends.put(about.operationId(), logged);
                }
            }
        }
    }

    private static void inStream(Stream stream, List<Anomaly> anomalies) {
        var fractions = new HashMap<OperationId, Double>();
        var attempts = new HashMap<OperationId, Integer>();
        var over = new HashSet<OperationId>();
        for (var seen : stream.seen()) {
            switch (seen) {
                case Seen.Changed(var _, var operation, var attempt, var isOver)
                when operation != null -> {
                    // another attempt begins from nothing
                    if (attempts.merge(operation, attempt, Math::max) != null && isOver) {
                        over.add(operation);
                    }
                    fractions.remove(operation);
                }
                case Seen.Advanced(var operation, var fraction) -> {
                    var before = fractions.put(operation, fraction);
                    if (over.contains(operation)) {
                        anomalies.add(said(stream, operation, "progress %s after its end".formatted(fraction)));
                    } else if (before != null && fraction < before) {
                        anomalies.add(
                                said(stream, operation, "progress fell from %s to %s".formatted(before, fraction)));
                    }
                }
                case Seen.Changed _, Seen.Snapshot _ -> {
                    // nothing about an operation
                }
            }
        }
    }

    private static Anomaly said(Stream stream, OperationId operation, String what) {
        return new Anomaly(NON_MONOTONIC_POLL, I3, operation.value(), what + ", told to " + stream.reader());
    }

    private static String name(Logged logged) {
        return logged.entry().fact().getClass().getSimpleName();
    }
}

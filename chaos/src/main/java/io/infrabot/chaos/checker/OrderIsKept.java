package io.infrabot.chaos.checker;

import static io.infrabot.chaos.checker.Anomaly.Invariant.I5;
import static io.infrabot.chaos.checker.Anomaly.Name.DUPLICATE;
import static io.infrabot.chaos.checker.Anomaly.Name.INCONSISTENT_OFFSET;
import static io.infrabot.chaos.checker.Anomaly.Name.NON_MONOTONIC_POLL;
import static io.infrabot.chaos.checker.Anomaly.Name.SKIPPED_POLL;

import io.infrabot.chaos.checker.Stream.Seen;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.history.Ledgers;
import io.infrabot.testkit.history.Logged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** I5: versions grow by one, and a reader of a live stream sees every change once and in order. */
final class OrderIsKept {

    private OrderIsKept() {}

    static List<Anomaly> check(Evidence evidence, Ledgers ledgers) {
        var anomalies = new ArrayList<Anomaly>();
        ledgers.sessions().forEach((id, session) -> versions(id, session.counted(), anomalies));
        evidence.streams().forEach(stream -> positions(stream, ledgers.session(stream.session()), anomalies));
        return anomalies;
    }

    private static void versions(SessionId session, List<Logged> counted, List<Anomaly> anomalies) {
        var version = 0L;
        var offset = -1L;
        for (var logged : counted) {
            var entry = logged.entry();
            if (entry.fact().version() != version + 1 || entry.offset() <= offset) {
                anomalies.add(new Anomaly(
                        INCONSISTENT_OFFSET,
                        I5,
                        session.value(),
                        "version %d at %s after version %d"
                                .formatted(entry.fact().version(), logged.place(), version)));
            }
            version = entry.fact().version();
            offset = entry.offset();
        }
        if (counted.isEmpty()) {
            anomalies.add(new Anomaly(SKIPPED_POLL, I5, session.value(), "has facts, and none of them counts"));
        }
    }

    private static void positions(Stream stream, Ledgers.Folded folded, List<Anomaly> anomalies) {
        var seen = new HashSet<Long>();
        var first = -1L;
        var last = -1L;
        for (var each : stream.seen()) {
            switch (each) {
                case Seen.Snapshot(var position) -> {
                    first = first < 0 ? position : first;
                    last = Math.max(last, position);
                }
                case Seen.Changed(var position, var _, var _, var _) -> {
                    if (!seen.add(position)) {
                        anomalies.add(said(DUPLICATE, stream, position, "came twice"));
                    } else if (position <= last) {
                        anomalies.add(said(NON_MONOTONIC_POLL, stream, position, "came after " + last));
                    }
                    last = Math.max(last, position);
                }
                case Seen.Advanced _ -> {
                    // has no position
                }
            }
        }
        for (var logged : folded.counted()) {
            // what stood there before the reader came is in its first snapshot
            var offset = logged.entry().offset();
            if (offset > first && (offset <= last || stream.toTheEnd()) && !seen.contains(offset)) {
                anomalies.add(said(SKIPPED_POLL, stream, offset, "never came"));
            }
        }
    }

    private static Anomaly said(Anomaly.Name name, Stream stream, long position, String what) {
        return new Anomaly(
                name,
                I5,
                stream.session().value(),
                "position %d %s, told to %s".formatted(position, what, stream.reader()));
    }
}

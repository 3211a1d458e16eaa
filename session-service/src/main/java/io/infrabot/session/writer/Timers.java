package io.infrabot.session.writer;

import io.infrabot.events.Request;
import io.infrabot.events.RunId;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Run;
import java.time.Duration;

/** Writes what time brings as a record on the requests. A timer that is written twice is decided once. */
final class Timers {

    private final RecordSink sink;

    Timers(RecordSink sink) {
        this.sink = sink;
    }

    /** The node of that run has been silent for too long. */
    void lost(Operation operation, Run run, Duration silentFor) {
        sink.timer(
                new Request.NodeLost(
                        operation.sessionId(), operation.id(), run.id(), run.node(), run.incarnation(), silentFor),
                "lost:" + run.id());
    }

    /** The time of that run is over. */
    void expired(Operation operation, RunId run) {
        sink.timer(new Request.RunExpired(operation.sessionId(), operation.id(), run), "expired:" + run);
    }

    /** The operation may go on. */
    void release(Operation operation) {
        sink.timer(
                new Request.Release(operation.sessionId(), operation.id(), operation.latestRun()),
                "release:" + operation.latestRun());
    }
}

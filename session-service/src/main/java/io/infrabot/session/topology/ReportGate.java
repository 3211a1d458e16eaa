package io.infrabot.session.topology;

import io.infrabot.events.OperationError;
import io.infrabot.events.Report;
import io.infrabot.events.bounds.ReportBounds;
import io.infrabot.session.decide.Input;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Looks at what nodes report before anybody decides it. */
final class ReportGate {

    /** Results and errors are at most 128 kB each; with their frame they fit well below this, in bytes. */
    private static final int MAX_BYTES = 512 * 1024;

    private ReportGate() {}

    static Screening look(Record<byte[], byte[]> record, RecordMetadata metadata) {
        byte @Nullable [] value = record.value();
        if (value != null && value.length > MAX_BYTES) {
            return Screening.refuse(Reason.TOO_LARGE, "a report may weigh " + MAX_BYTES + " bytes");
        }
        return switch (RecordCodec.read(record.headers(), value)) {
            case Known(Report report, var _)
            when !report.operationId().session().equals(report.sessionId()) ->
                Screening.refuse(Reason.KEY_MISMATCH, "the operation belongs to another session");
            case Known(Report report, var envelope) ->
                Screening.complaintAbout(envelope, ReportBounds.violations(report))
                        .<Screening>map(Screening.Refuse::new)
                        .orElseGet(() -> new Screening.Enter(
                                new Input.Reported(kept(report), Screening.origin(record, metadata, envelope, null))));
            case Known _ -> Screening.refuse(Reason.UNKNOWN_TYPE, "the record is no report");
            case Unreadable why -> new Screening.Refuse(why);
        };
    }

    /** An end stays an end: what could not be kept of it must not leave the operation to its time-out. */
    private static Report kept(Report report) {
        return report instanceof Report.Succeeded end
                ? ReportBounds.failureOf(end.result())
                        .<Report>map(error -> failed(end, error))
                        .orElse(end)
                : report;
    }

    private static Report failed(Report.Succeeded end, OperationError error) {
        return new Report.Failed(
                end.sessionId(),
                end.operationId(),
                end.run(),
                end.node(),
                end.incarnation(),
                end.at(),
                end.attempt(),
                error,
                end.usage());
    }
}

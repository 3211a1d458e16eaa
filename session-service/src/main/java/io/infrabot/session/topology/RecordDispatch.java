package io.infrabot.session.topology;

import io.infrabot.events.Headers;
import io.infrabot.events.Progress;
import io.infrabot.events.TopicNames;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Input;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.live.Change;
import io.infrabot.session.writer.FactIntake;
import io.infrabot.session.writer.LedgerStore;
import io.infrabot.session.writer.SessionWriter;
import io.infrabot.session.writer.WriterParts;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Hands each record to whom it is for, by its topic: requests and reports, facts, progress. Called by one thread. */
final class RecordDispatch {

    private static final int MAX_TRACE = 128;
    /** The last of each live operation stays in memory; one of a hundred layers has a quarter of this. */
    private static final int MOST_OF_PROGRESS = 64 * 1024;

    private final SessionWriter writer;
    private final FactIntake facts;
    private final LedgerStore store;
    private final StreamRecordSink sink;
    private final DeadLetters deadLetters;
    private final RequestGate requests;
    private final WriterParts parts;

    RecordDispatch(
            SessionWriter writer,
            FactIntake facts,
            LedgerStore store,
            StreamRecordSink sink,
            DeadLetters deadLetters,
            WriterParts parts) {
        this.writer = writer;
        this.facts = facts;
        this.store = store;
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.requests = new RequestGate(parts.partitions());
        this.parts = parts;
    }

    void dispatch(Record<byte[], byte[]> record, RecordMetadata metadata) {
        switch (metadata.topic()) {
            case TopicNames.REQUESTS -> pass(requests.look(record, metadata), record, metadata);
            case TopicNames.SESSION_EVENTS -> fact(record, metadata);
            case TopicNames.OPERATION_PROGRESS -> progress(record);
            default -> pass(ReportGate.look(record, metadata), record, metadata);
        }
    }

    private void pass(Screening screening, Record<byte[], byte[]> record, RecordMetadata metadata) {
        switch (screening) {
            case Screening.Refuse(var why) -> deadLetters.put(record, metadata, why);
            case Screening.Reroute _ -> {
                parts.metrics().rerouted();
                sink.reroute(record);
            }
            case Screening.Enter(var input) -> {
                var decision = writer.take(input, trace(record));
                // whoever came by REST has the answer; everybody else finds it here, for no history holds it
                if (decision instanceof Decision.Refused(var refusal)
                        && (!isFromFrontDoor(input) || refusal.code() == Refusal.Code.SESSION_UNREADABLE)) {
                    deadLetters.put(
                            record, metadata, new Unreadable(Reason.REFUSED, refusal.code() + ": " + refusal.detail()));
                }
            }
        }
    }

    private static boolean isFromFrontDoor(Input input) {
        return input.origin().source().equals(Input.FRONT_DOOR);
    }

    private void fact(Record<byte[], byte[]> record, RecordMetadata metadata) {
        var stored = new ConsumerRecord<>(
                metadata.topic(), metadata.partition(), metadata.offset(), record.key(), record.value());
        record.headers().forEach(stored.headers()::add);
        facts.take(stored, trace(record)).ifPresent(why -> deadLetters.put(record, metadata, why));
    }

    private void progress(Record<byte[], byte[]> record) {
        // what cannot be read of a progress is not worth keeping: the next one follows
        if (record.value() != null
                && record.value().length <= MOST_OF_PROGRESS
                && RecordCodec.read(record.headers(), record.value()) instanceof Known(Progress progress, var _)) {
            var operation = store.operation(progress.operationId());
            if (operation != null
                    && operation.isHeldBy(progress.run())
                    && parts.progress().put(progress)) {
                var session = store.session(operation.sessionId());
                if (session != null) {
                    parts.feed().publish(new Change.Advanced(progress, session.version()));
                }
            }
        }
    }

    private static @Nullable String trace(Record<byte[], byte[]> record) {
        var trace = RecordCodec.text(record.headers(), Headers.TRACEPARENT);
        return trace == null || trace.length() > MAX_TRACE ? null : trace;
    }
}

package io.infrabot.session.topology;

import io.infrabot.events.Headers;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Input.Origin;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.writer.RecordSink;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends the writer's words down the topology's sinks. */
final class StreamRecordSink implements RecordSink {

    /** The same for every instance: whichever of them writes a fact, it is the same fact. */
    private static final String SOURCE = "/session-service";

    private final ProcessorContext<byte[], byte[]> context;

    StreamRecordSink(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public Bytes fact(SessionEvent fact, Origin cause, int index, String after, @Nullable String trace) {
        var envelope = Envelope.of(cause.requestId() + "#" + index, SOURCE, fact.at())
                .causedBy(cause.position())
                .askedBy(cause.principal());
        var value = RecordCodec.encode(fact);
        var headers = headers(
                fact instanceof SessionEvent.OfOperation about ? envelope.about(about.operationId()) : envelope,
                fact,
                trace);
        headers.add(Headers.AFTER, bytes(after));
        send(WriterTopology.HISTORY, fact.sessionId(), value, headers, fact.at());
        return Bytes.wrap(value);
    }

    @Override
    public void work(Work.OfRun work, @Nullable String trace) {
        var envelope = Envelope.of(work.run() + ":" + work.getClass().getSimpleName(), SOURCE, now())
                .about(work.operationId());
        context.forward(
                new Record<>(
                        bytes(work.node().value()),
                        RecordCodec.encode(work),
                        context.currentSystemTimeMs(),
                        headers(envelope, work, trace)),
                WriterTopology.WORK);
    }

    @Override
    public void state(SessionId id, @Nullable Session session) {
        if (session == null) {
            context.forward(
                    new Record<byte[], byte[]>(bytes(id.value()), null, context.currentSystemTimeMs()),
                    WriterTopology.STATE);
            return;
        }
        var state = session.toState();
        var envelope = Envelope.of(id + "@" + session.version(), SOURCE, session.updatedAt());
        send(WriterTopology.STATE, id, RecordCodec.encode(state), headers(envelope, state, null), session.updatedAt());
    }

    @Override
    public void timer(Request.Timer timer, String id) {
        var envelope = Envelope.of(id, SOURCE, now()).about(timer.operationId());
        send(
                WriterTopology.TIMERS,
                timer.sessionId(),
                RecordCodec.encode(timer),
                headers(envelope, timer, null),
                now());
    }

    /** Publishes a request once more, this time by its key. */
    void reroute(Record<byte[], byte[]> record) {
        var headers = new RecordHeaders(record.headers());
        headers.add(Headers.REROUTED, bytes("1"));
        context.forward(record.withHeaders(headers), WriterTopology.TIMERS);
    }

    /** Puts a record aside with the reason, and leaves it otherwise as it was. */
    void deadLetter(Record<byte[], byte[]> record, RecordMetadata metadata, Unreadable why) {
        var headers = new RecordHeaders(record.headers());
        headers.add(Headers.DLQ_REASON, bytes(why.reason().name()));
        headers.add(Headers.DLQ_DETAIL, bytes(why.detail()));
        headers.add(Headers.DLQ_TOPIC, bytes(metadata.topic()));
        headers.add(Headers.DLQ_PARTITION, bytes(Integer.toString(metadata.partition())));
        headers.add(Headers.DLQ_OFFSET, bytes(Long.toString(metadata.offset())));
        context.forward(record.withHeaders(headers), WriterTopology.DEAD_LETTERS);
    }

    private void send(String sink, SessionId key, byte[] value, RecordHeaders headers, Instant at) {
        context.forward(new Record<>(bytes(key.value()), value, at.toEpochMilli(), headers), sink);
    }

    private static RecordHeaders headers(Envelope envelope, Object record, @Nullable String trace) {
        var headers = envelope.headersFor(record);
        if (trace != null) {
            headers.add(Headers.TRACEPARENT, bytes(trace));
        }
        return headers;
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

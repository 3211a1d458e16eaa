package io.infrabot.session.topology;

import io.infrabot.events.Headers;
import io.infrabot.events.Request;
import io.infrabot.session.decide.Input;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.KeyPartition;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import io.infrabot.wire.RequestForm;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a record of {@code infrabot.requests} before anybody decides it: it may come from any publisher, in any
 * shape, on any partition.
 */
public final class RequestGate {

    /** The most that a request may weigh, in bytes. */
    public static final int MAX_BYTES = 256 * 1024;

    private final int partitions;

    RequestGate(int partitions) {
        this.partitions = partitions;
    }

    Screening look(Record<byte[], byte[]> record, RecordMetadata metadata) {
        byte @Nullable [] value = record.value();
        byte @Nullable [] key = record.key();
        if (value != null && value.length > MAX_BYTES) {
            return Screening.refuse(
                    Reason.TOO_LARGE, "a request may weigh " + MAX_BYTES + " bytes, but this has " + value.length);
        }
        if (key == null || key.length == 0) {
            return Screening.refuse(Reason.KEY_MISSING, "the record's key must be the session id");
        }
        return switch (RecordCodec.read(record.headers(), value)) {
            case Unreadable unreadable -> new Screening.Refuse(unreadable);
            case Known(Request request, var envelope) -> {
                var wrong = Screening.complaintAbout(envelope, RequestForm.violations(request));
                if (wrong.isPresent()) {
                    yield new Screening.Refuse(wrong.get());
                }
                if (!new String(key, StandardCharsets.UTF_8)
                        .equals(request.sessionId().value())) {
                    yield Screening.refuse(Reason.KEY_MISMATCH, "the record's key is not the session id in its body");
                }
                if (!isOfItsSession(request)) {
                    yield Screening.refuse(Reason.KEY_MISMATCH, "the operation belongs to another session");
                }
                if (KeyPartition.of(key, partitions) != metadata.partition()) {
                    yield record.headers().lastHeader(Headers.REROUTED) == null
                            ? new Screening.Reroute()
                            : Screening.refuse(
                                    Reason.WRONG_PARTITION, "still on the wrong partition after it was rerouted");
                }
                yield new Screening.Enter(new Input.Asked(
                        request, Screening.origin(record, metadata, envelope, principalOf(request, envelope))));
            }
            case Known _ -> Screening.refuse(Reason.UNKNOWN_TYPE, "the record is of a type that is no request");
        };
    }

    /** What time brings, nobody has asked for. */
    private static @Nullable String principalOf(Request request, Envelope envelope) {
        return request instanceof Request.Timer
                ? null
                : Objects.requireNonNullElse(envelope.principal(), Envelope.ANONYMOUS);
    }

    private static boolean isOfItsSession(Request request) {
        var operation = switch (request) {
            case Request.RunOperation run -> run.operationId();
            case Request.CancelOperation cancel -> cancel.operationId();
            case Request.Timer timer -> timer.operationId();
            case Request.CreateSession _, Request.ChangeStatus _, Request.DeleteSession _ -> null;
        };
        return operation == null || operation.session().equals(request.sessionId());
    }
}

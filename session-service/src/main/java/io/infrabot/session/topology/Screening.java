package io.infrabot.session.topology;

import io.infrabot.events.bounds.Violation;
import io.infrabot.session.decide.Input;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What becomes of a record that a gate has looked at. */
sealed interface Screening {

    /** It can be decided. */
    record Enter(Input input) implements Screening {}

    /** Right in itself, but on another partition than its key's: to be published again, once. */
    record Reroute() implements Screening {}

    /** It is for the dead letters. */
    record Refuse(Unreadable why) implements Screening {}

    /** Why a record cannot be let in although it can be read. */
    static Optional<Unreadable> complaintAbout(Envelope envelope, List<Violation> violations) {
        var aboutNames = envelope.complaint();
        if (aboutNames != null) {
            return Optional.of(new Unreadable(Reason.NOT_A_CLOUD_EVENT, aboutNames));
        }
        return violations.stream()
                .findFirst()
                .map(first -> new Unreadable(
                        Reason.RECORD_INVALID,
                        violations.size() == 1
                                ? first.sentence()
                                : first.sentence() + ", and " + (violations.size() - 1) + " more"));
    }

    static Screening refuse(Reason reason, String detail) {
        return new Refuse(new Unreadable(reason, detail));
    }

    /** Where an input stands, who wrote it, and who asked for it, if anybody did. */
    static Input.Origin origin(
            Record<byte[], byte[]> record, RecordMetadata metadata, Envelope envelope, @Nullable String principal) {
        return new Input.Origin(
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                envelope.source(),
                envelope.id(),
                principal);
    }
}

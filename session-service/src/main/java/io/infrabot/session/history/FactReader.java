package io.infrabot.session.history;

import io.infrabot.events.SessionEvent;
import io.infrabot.session.decide.Input.Origin;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads facts out of the history. */
public final class FactReader {

    private FactReader() {}

    /** What a record of the history turned out to be. */
    public sealed interface Read {

        record Fact(HistoryEntry entry) implements Read {}

        record NoFact(Unreadable why) implements Read {}
    }

    /** Reads one record that stands at {@code offset} of the history. */
    public static Read read(Headers headers, byte @Nullable [] value, long offset) {
        var after = String.valueOf(RecordCodec.text(headers, io.infrabot.events.Headers.AFTER));
        return switch (RecordCodec.readOwn(headers, value)) {
            case Known(SessionEvent fact, var envelope) ->
                new Read.Fact(entry(fact, envelope, offset, value == null ? "" : FactDigest.of(after, value), after));
            case Known _ -> new Read.NoFact(new Unreadable(Reason.UNKNOWN_TYPE, "the record is no fact of a session"));
            case Unreadable why -> new Read.NoFact(why);
        };
    }

    private static HistoryEntry entry(SessionEvent fact, Envelope envelope, long offset, String digest, String after) {
        var cause = envelope.cause() == null ? null : Origin.ofPosition(envelope.cause(), fact.at());
        var sharp = envelope.id().lastIndexOf('#');
        return new HistoryEntry(
                fact,
                offset,
                cause == null ? "" : cause.topic(),
                cause == null ? -1 : cause.offset(),
                sharp < 0 ? null : envelope.id().substring(0, sharp),
                digest,
                after);
    }
}

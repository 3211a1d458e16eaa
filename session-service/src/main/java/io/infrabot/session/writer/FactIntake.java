package io.infrabot.session.writer;

import io.infrabot.events.Headers;
import io.infrabot.events.RecordTypes;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.history.FactReader;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Brings the writer what stands in the history, live and when it catches up.
 *
 * <p>A record that cannot be read is one of two things. Its envelope tells them apart, for that can be read where the
 * body cannot: where {@code ce_after} is the digest of the session's last fact, it is the session's own next fact, and
 * whatever comes after it rests on something that nobody knows: the session is closed. Any other record is what anybody
 * may have left there, and is put aside.
 */
public final class FactIntake {

    private final SessionWriter writer;
    private final LedgerStore store;
    private final Effects effects;
    private final WriterParts parts;
    private final int partition;

    /** Takes in the facts of {@code partition}. */
    public FactIntake(SessionWriter writer, LedgerStore store, Effects effects, WriterParts parts, int partition) {
        this.writer = writer;
        this.store = store;
        this.effects = effects;
        this.parts = parts;
        this.partition = partition;
    }

    /** Takes one record in. Returns what is wrong with it, where it can be of no use. */
    public Optional<Unreadable> take(ConsumerRecord<byte[], byte[]> record, @Nullable String trace) {
        return switch (FactReader.read(record.headers(), record.value(), record.offset())) {
            case FactReader.Read.Fact(var entry) -> take(entry, Bytes.wrap(record.value()), trace);
            case FactReader.Read.NoFact(var why) -> {
                keyOf(record).ifPresent(session -> closeIfItsOwn(session, record, why));
                yield Optional.of(why);
            }
        };
    }

    private Optional<Unreadable> take(HistoryEntry entry, Bytes value, @Nullable String trace) {
        writer.readBack(new SessionWriter.ReadBack(entry, value, trace));
        var why = store.whyClosed(entry.fact().sessionId());
        return why != null && Long.valueOf(entry.offset()).equals(why.offset())
                ? Optional.of(new Unreadable(Reason.PROCESSING_FAILED, why.why()))
                : Optional.empty();
    }

    private void closeIfItsOwn(SessionId id, ConsumerRecord<byte[], byte[]> record, Unreadable why) {
        if (store.whyClosed(id) != null) {
            return;
        }
        try {
            if (isNextOf(id, record)) {
                writer.close(
                        id,
                        UnreadableReason.ofFact(
                                partition, record.offset(), why.reason().name()));
            }
        } catch (SessionUnreadable e) {
            writer.close(e.session(), e.reason());
        }
    }

    private boolean isNextOf(SessionId id, ConsumerRecord<byte[], byte[]> record) {
        var session = store.session(id);
        var after = RecordCodec.text(record.headers(), Headers.AFTER);
        return session == null
                ? "".equals(after) && isFirst(record)
                : session.mark().digest().equals(after);
    }

    private static boolean isFirst(ConsumerRecord<byte[], byte[]> record) {
        var type = RecordCodec.text(record.headers(), Headers.TYPE);
        return type != null && SessionCreated.class.equals(RecordTypes.all().get(type));
    }

    private static Optional<SessionId> keyOf(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        return key == null ? Optional.empty() : LedgerKey.session(new String(key, StandardCharsets.UTF_8));
    }

    /**
     * Before anything is decided: looks whether what once could not be read can be read now, by a newer release or after
     * a repair, and goes on from there. Every session that stays closed is said again.
     */
    public void openWhatCanBeRead() {
        store.closed().forEach((id, why) -> {
            if (isReadable(why)) {
                store.open(id);
                parts.unreadable().opened(id);
                foldOn(id, why);
            } else {
                parts.unreadable().closed(id, why);
            }
        });
    }

    private boolean isReadable(UnreadableReason why) {
        if (why.entry() != null) {
            return store.isReadable(why.entry());
        }
        var offset = why.offset();
        var readable = new AtomicBoolean();
        if (offset != null) {
            parts.log()
                    .read(
                            TopicNames.SESSION_EVENTS,
                            partition,
                            offset,
                            offset + 1,
                            record -> readable.set(
                                    FactReader.read(record.headers(), record.value(), offset)
                                            instanceof FactReader.Read.Fact));
        }
        return readable.get();
    }

    private void foldOn(SessionId id, UnreadableReason why) {
        try {
            var session = store.session(id);
            var from =
                    session == null ? why.offset() : Long.valueOf(session.mark().position());
            if (from != null) {
                parts.log().read(TopicNames.SESSION_EVENTS, partition, from, Long.MAX_VALUE, record -> {
                    if (keyOf(record).filter(id::equals).isPresent()) {
                        var _ = take(record, RecordCodec.text(record.headers(), Headers.TRACEPARENT));
                    }
                });
            }
            store.liveOperations().stream()
                    .filter(each -> each.sessionId().equals(id))
                    .forEach(effects::track);
        } catch (SessionUnreadable e) {
            writer.close(e.session(), e.reason());
        }
    }
}

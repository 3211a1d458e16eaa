package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.HeapShare;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.wire.RecordCodec;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one partition of the history, as it stands on disk: sessions under their id, operations under theirs
 * (which begins with the session's, so that they lie together), the ids of live operations, and how far the history
 * has been read.
 *
 * <p>One store, so that one ordered changelog keeps it together: after a crash what is restored is a prefix of what was
 * written. That is why {@link SessionWriter} writes the session first and the operation after it.
 *
 * <p>Nobody else writes to the store while this is in use, so that what it remembers is what stands there.
 */
public final class LedgerStore {

    /** Name of the store within the topology; its changelog is named after it. */
    public static final String NAME = "ledger";

    private static final String LIVE = "~live~";
    private static final String LIVE_END = "~live~\uffff";
    private static final String CLOSED = "~closed~";
    private static final String CLOSED_END = "~closed~\uffff";
    private static final String POSITION = "~position";
    /** Sorts after '.' and before every character of an id, so that it ends the range of a session's operations. */
    private static final String AFTER_OPERATIONS = "/";

    /** What was read or written last: every fact needs its session and its operation, and JSON is most of their price. */
    private static final int REMEMBERED = 4_096;

    /**
     * As JSON, for each of the two; in memory they take a few times as much. A quarter of a percent of the heap, for each
     * partition has two.
     */
    private static final long REMEMBERED_BYTES = HeapShare.of(400).bytes();

    private final KeyValueStore<String, byte[]> store;
    private final LruCache<SessionId, Session> sessions = new LruCache<>(REMEMBERED, REMEMBERED_BYTES);
    private final LruCache<OperationId, Operation> live = new LruCache<>(REMEMBERED, REMEMBERED_BYTES);
    private final Map<SessionId, UnreadableReason> closed = new HashMap<>();

    /** Reads at once which sessions are closed; everything else when it is asked for. */
    public LedgerStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var marks = store.range(CLOSED, CLOSED_END)) {
            marks.forEachRemaining(entry -> LedgerKey.session(entry.key.substring(CLOSED.length()))
                    .ifPresent(id -> closed.put(id, whyClosed(entry.value))));
        }
    }

    /** The session, or null where there is none. */
    public @Nullable Session session(SessionId id) {
        return sessions.get(id, missing -> sized(missing, missing.value(), Session.class));
    }

    /** The operation, or null where there is none. */
    public @Nullable Operation operation(OperationId id) {
        return live.get(id, missing -> sized(missing.session(), missing.value(), Operation.class));
    }

    /**
     * What follows from one fact. The session first: after a crash it may be one fact ahead of the operation, never the
     * other way round.
     *
     * @throws UncheckedIOException if either could not be read again; then nothing was put
     */
    void put(Session session, @Nullable Operation operation) {
        var value = RecordCodec.encode(session);
        var valueOfOperation = operation == null ? null : RecordCodec.encode(operation);
        sessions.put(session.id(), new LruCache.Sized<>(session, value.length));
        store.put(session.id().value(), value);
        if (operation != null && valueOfOperation != null) {
            put(operation, valueOfOperation);
        }
    }

    /**
     * The list of the live changes only where an operation comes or goes: each change is a record of the changelog. It is
     * written first where one comes, so that after a crash no live operation is missing in it.
     */
    void put(Operation operation) {
        put(operation, RecordCodec.encode(operation));
    }

    private void put(Operation operation, byte[] value) {
        if (!operation.isOver() && operation(operation.id()) == null) {
            store.put(LIVE + operation.id(), new byte[] {1});
        }
        store.put(operation.id().value(), value);
        if (operation.isOver()) {
            live.forget(operation.id());
            store.delete(LIVE + operation.id());
        } else {
            live.put(operation.id(), new LruCache.Sized<>(operation, value.length));
        }
    }

    /** Every operation of an open session that is not over; one that cannot be read closes its session. */
    public List<Operation> liveOperations() {
        var live = new ArrayList<Operation>();
        try (var keys = store.range(LIVE, LIVE_END)) {
            keys.forEachRemaining(entry -> LedgerKey.operation(entry.key.substring(LIVE.length()))
                    .flatMap(this::readable)
                    .filter(operation -> !operation.isOver())
                    .ifPresent(live::add));
        }
        live.removeIf(operation -> closed.containsKey(operation.sessionId()));
        return live;
    }

    private Optional<Operation> readable(OperationId id) {
        try {
            return Optional.ofNullable(operation(id));
        } catch (SessionUnreadable e) {
            close(e.session(), e.reason());
            return Optional.empty();
        }
    }

    /** The sessions that are closed for writes, with the reason. */
    Map<SessionId, UnreadableReason> closed() {
        return Map.copyOf(closed);
    }

    /** Why the session is closed; null where it is open. */
    public @Nullable UnreadableReason whyClosed(SessionId id) {
        return closed.get(id);
    }

    /** Closes the session for good, until {@link #open}: the mark stands in the changelog. */
    void close(SessionId id, UnreadableReason why) {
        closed.put(id, why);
        store.put(CLOSED + id, RecordCodec.encode(why));
    }

    void open(SessionId id) {
        closed.remove(id);
        store.delete(CLOSED + id);
    }

    /** Whether the entry under {@code key}, once found unreadable, can be read now. */
    boolean isReadable(String key) {
        try {
            var _ = LedgerKey.session(key).map(id -> session(store, id));
            var _ = LedgerKey.operation(key).map(id -> operation(store, id));
            return true;
        } catch (SessionUnreadable e) {
            return false;
        }
    }

    /** Offset of the last fact known to be folded, or -1; the true one may be a little further. */
    public long position() {
        var bytes = store.get(POSITION);
        try {
            return bytes == null ? -1 : Long.parseLong(new String(bytes, StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            // folding again what is folded already changes nothing
            return -1;
        }
    }

    void position(long offset) {
        store.put(POSITION, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
    }

    /** What stands of one session. */
    Ledger of(SessionId id) {
        return new Ledger() {
            @Override
            public @Nullable Session session() {
                return LedgerStore.this.session(id);
            }

            @Override
            public @Nullable Operation operation(OperationId operation) {
                return LedgerStore.this.operation(operation);
            }
        };
    }

    private <T> LruCache.@Nullable Sized<T> sized(SessionId session, String key, Class<T> type) {
        byte @Nullable [] json = store.get(key);
        var read = read(session, key, json, type);
        return read == null || json == null ? null : new LruCache.Sized<>(read, json.length);
    }

    /** The session as {@code store} has it; for readers beside the writer. */
    public static @Nullable Session session(ReadOnlyKeyValueStore<String, byte[]> store, SessionId id) {
        return read(id, id.value(), store.get(id.value()), Session.class);
    }

    /** The operation as {@code store} has it; for readers beside the writer. */
    public static @Nullable Operation operation(ReadOnlyKeyValueStore<String, byte[]> store, OperationId id) {
        return read(id.session(), id.value(), store.get(id.value()), Operation.class);
    }

    /** One at a time: a session may have thousands, and all of them are more than a heap holds. */
    public static void operations(
            ReadOnlyKeyValueStore<String, byte[]> store, SessionId id, Consumer<Operation> reader) {
        try (var range = store.range(id + ".", id + AFTER_OPERATIONS)) {
            range.forEachRemaining(entry -> {
                var operation = read(id, entry.key, entry.value, Operation.class);
                if (operation != null) {
                    reader.accept(operation);
                }
            });
        }
    }

    /** Why the session is closed, as its mark in {@code store} says; null where it is open. */
    public static @Nullable UnreadableReason whyClosed(ReadOnlyKeyValueStore<String, byte[]> store, SessionId id) {
        var mark = store.get(CLOSED + id);
        return mark == null ? null : whyClosed(mark);
    }

    private static UnreadableReason whyClosed(byte[] mark) {
        try {
            return RecordCodec.decode(mark, UnreadableReason.class);
        } catch (UncheckedIOException e) {
            return new UnreadableReason("the mark that says what", "the mark itself is damaged", null, null);
        }
    }

    private static <T> @Nullable T read(SessionId session, String key, byte @Nullable [] value, Class<T> type) {
        try {
            return value == null ? null : RecordCodec.decode(value, type);
        } catch (UncheckedIOException e) {
            throw new SessionUnreadable(session, UnreadableReason.ofEntry(key));
        }
    }
}

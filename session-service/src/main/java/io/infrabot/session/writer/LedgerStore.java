package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.HeapShare;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
final class LedgerStore {

    static final String NAME = "ledger";

    private static final String LIVE = "~live~";
    private static final String LIVE_END = "~live~\uffff";
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
    private final Recent<SessionId, Session> sessions = new Recent<>(REMEMBERED, REMEMBERED_BYTES);
    private final Recent<OperationId, Operation> live = new Recent<>(REMEMBERED, REMEMBERED_BYTES);

    LedgerStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Nullable
    Session session(SessionId id) {
        return sessions.get(id, missing -> sized(store.get(missing.value()), Session.class));
    }

    @Nullable
    Operation operation(OperationId id) {
        return live.get(id, missing -> sized(store.get(missing.value()), Operation.class));
    }

    void put(Session session) {
        var json = RecordCodec.encode(session);
        sessions.put(session.id(), new Recent.Sized<>(session, json.length));
        store.put(session.id().value(), json);
    }

    /**
     * The list of the live changes only where an operation comes or goes: each change is a record of the changelog. It is
     * written first where one comes, so that after a crash no live operation is missing in it.
     */
    void put(Operation operation) {
        if (!operation.isOver() && operation(operation.id()) == null) {
            store.put(LIVE + operation.id(), new byte[] {1});
        }
        var json = RecordCodec.encode(operation);
        store.put(operation.id().value(), json);
        if (operation.isOver()) {
            live.forget(operation.id());
            store.delete(LIVE + operation.id());
        } else {
            live.put(operation.id(), new Recent.Sized<>(operation, json.length));
        }
    }

    /** Every operation that is not over. */
    List<Operation> liveOperations() {
        var live = new ArrayList<Operation>();
        try (var keys = store.range(LIVE, LIVE_END)) {
            keys.forEachRemaining(entry -> {
                var operation = operation(new OperationId(entry.key.substring(LIVE.length())));
                if (operation != null && !operation.isOver()) {
                    live.add(operation);
                }
            });
        }
        return live;
    }

    /** Offset of the last fact known to be folded, or -1; the true one may be a little further. */
    long position() {
        var bytes = store.get(POSITION);
        return bytes == null ? -1 : Long.parseLong(new String(bytes, StandardCharsets.UTF_8));
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

    private static <T> Recent.@Nullable Sized<T> sized(byte @Nullable [] json, Class<T> type) {
        return json == null ? null : new Recent.Sized<>(RecordCodec.decode(json, type), json.length);
    }

    static @Nullable Session session(ReadOnlyKeyValueStore<String, byte[]> store, SessionId id) {
        var bytes = store.get(id.value());
        return bytes == null ? null : RecordCodec.decode(bytes, Session.class);
    }

    static @Nullable Operation operation(ReadOnlyKeyValueStore<String, byte[]> store, OperationId id) {
        var bytes = store.get(id.value());
        return bytes == null ? null : RecordCodec.decode(bytes, Operation.class);
    }

    /** One at a time: a session may have thousands, and all of them are more than a heap holds. */
    static void operations(ReadOnlyKeyValueStore<String, byte[]> store, SessionId id, Consumer<Operation> reader) {
        try (var range = store.range(id + ".", id + AFTER_OPERATIONS)) {
            range.forEachRemaining(entry -> reader.accept(RecordCodec.decode(entry.value, Operation.class)));
        }
    }
}

package io.infrabot.session.topology;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.writer.LedgerStore;
import io.infrabot.session.writer.SessionUnreadable;
import io.infrabot.wire.KeyPartition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledgers that lie here: of what this instance writes, and its copies of what others write. Which of the two
 * a session's is, {@link io.infrabot.session.owner.Ownership} knows. Thread-safe; reads the local disk at most.
 */
@ApplicationScoped
public class LedgerReads {

    /** Nothing lies here of the session: the service is starting or its partitions are moving. */
    public static final class NotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotReady(String why) {
            super(why, null, false, false);
        }
    }

    private final KafkaStreams streams;
    private final int partitions;

    LedgerReads(KafkaStreams streams, SessionConfig config) {
        this.streams = streams;
        this.partitions = config.partitions();
    }

    /** The session, or null where there is none. */
    public @Nullable Session session(SessionId id) {
        return read(id, store -> LedgerStore.session(store, id));
    }

    /** The operation, or null where there is none. */
    public @Nullable Operation operation(OperationId id) {
        return read(id.session(), store -> LedgerStore.operation(store, id));
    }

    /** Shows {@code reader} every operation of a session, by id; it should keep few. */
    public void operations(SessionId id, Consumer<Operation> reader) {
        var _ = read(id, store -> {
            LedgerStore.operations(store, id, reader);
            return id;
        });
    }

    /**
     * What stands of one session now, for a decision to be tried on: whatever it asks for is read once.
     *
     * @throws SessionUnreadable if nothing may be decided on it
     */
    public Ledger of(SessionId id) {
        var reason = read(id, store -> LedgerStore.whyClosed(store, id));
        if (reason != null) {
            throw new SessionUnreadable(id, reason);
        }
        return new Snapshot(session(id));
    }

    private final class Snapshot implements Ledger {

        private final @Nullable Session session;
        private final Map<OperationId, Optional<Operation>> operations = new HashMap<>();

        private Snapshot(@Nullable Session session) {
            this.session = session;
        }

        @Override
        public @Nullable Session session() {
            return session;
        }

        @Override
        public @Nullable Operation operation(OperationId id) {
            return operations
                    .computeIfAbsent(id, missing -> Optional.ofNullable(LedgerReads.this.operation(missing)))
                    .orElse(null);
        }
    }

    private <T extends @Nullable Object> T read(
            SessionId session, Function<ReadOnlyKeyValueStore<String, byte[]>, T> reading) {
        try {
            return reading.apply(streams.store(StoreQueryParameters.fromNameAndType(
                            LedgerStore.NAME, QueryableStoreTypes.<String, byte[]>keyValueStore())
                    .withPartition(KeyPartition.of(session.value(), partitions))
                    // also while other partitions move, and copies
                    .enableStaleStores()));
        } catch (InvalidStateStoreException e) {
            throw new NotReady("the session's partition is moving; try again shortly");
        }
    }
}

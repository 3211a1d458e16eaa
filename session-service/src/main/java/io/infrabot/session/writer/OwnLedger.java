package io.infrabot.session.writer;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.ledger.Ledger;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads the ledger of the sessions that this instance writes. Thread-safe; reads the local disk at most. */
@ApplicationScoped
public class OwnLedger {

    /** The ledger cannot be read now: the service is starting or its partitions are moving. */
    public static final class NotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReady(String why) {
            super(why);
        }
    }

    private final KafkaStreams streams;

    OwnLedger(KafkaStreams streams) {
        this.streams = streams;
    }

    /** The session, or null where there is none. */
    public @Nullable Session session(SessionId id) {
        return read(store -> LedgerStore.session(store, id));
    }

    /** The operation, or null where there is none. */
    public @Nullable Operation operation(OperationId id) {
        return read(store -> LedgerStore.operation(store, id));
    }

    /** All operations of a session, by id. */
    public List<Operation> operations(SessionId id) {
        return read(store -> LedgerStore.operations(store, id));
    }

    /** What stands of one session, for a decision to be tried on. */
    public Ledger of(SessionId id) {
        return new Ledger() {
            @Override
            public @Nullable Session session() {
                return OwnLedger.this.session(id);
            }

            @Override
            public @Nullable Operation operation(OperationId operation) {
                return OwnLedger.this.operation(operation);
            }
        };
    }

    /** Whether the ledger can be read. */
    public boolean isReady() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    private <T extends @Nullable Object> T read(Function<ReadOnlyKeyValueStore<String, byte[]>, T> reading) {
        if (!isReady()) {
            throw new NotReady("the session service is " + streams.state() + "; try again shortly");
        }
        try {
            return reading.apply(streams.store(
                    StoreQueryParameters.fromNameAndType(LedgerStore.NAME, QueryableStoreTypes.keyValueStore())));
        } catch (InvalidStateStoreException e) {
            throw new NotReady("the session's partition is moving; try again shortly");
        }
    }
}

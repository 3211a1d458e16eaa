package io.infrabot.session.live;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.Topics;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.ledger.Entry;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.writer.FactReader;
import io.infrabot.session.writer.Log;
import io.infrabot.wire.KeyPartition;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Reads the part of the history that belongs to one session. Blocks; for virtual threads, who take turns: a hundred
 * readers that come back at once would each open a connection, and keep the processor from the writer (F06).
 */
@ApplicationScoped
public class History {

    private static final int MOST_AT_ONCE = 4;

    private final Log log;
    private final int partitions;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);

    History(Log log, SessionConfig config) {
        this.log = log;
        this.partitions = config.partitions();
    }

    /**
     * The session's facts that count, from the one that stands at {@code from} on, up to the first that cannot be read.
     *
     * @param from position of a fact of this session that counts
     */
    public List<Entry> of(SessionId session, long from) {
        var key = session.value().getBytes(StandardCharsets.UTF_8);
        var partition = KeyPartition.of(key, partitions);
        var counted = new ArrayList<Entry>();
        turns.acquireUninterruptibly();
        try {
            log.read(Topics.SESSION_EVENTS, partition, from, Long.MAX_VALUE, record -> {
                if (Arrays.equals(key, record.key())
                        && FactReader.read(record.headers(), record.value(), record.offset())
                                instanceof FactReader.Read.Fact(var entry)
                        && isNext(counted, entry, from)) {
                    counted.add(entry);
                }
            });
        } finally {
            turns.release();
        }
        return counted;
    }

    /** Where {@code session} stood at {@code time}, from its first fact on; empty if it did not exist yet. */
    public Optional<Session> asOf(Session session, Instant time) {
        Session standing = null;
        var operations = new HashMap<OperationId, Operation>();
        for (var entry : of(session.id(), session.mark().first())) {
            if (entry.fact().at().isAfter(time)) {
                break;
            }
            var id = entry.fact() instanceof OfOperation about ? about.operationId() : null;
            if (Fold.apply(standing, id == null ? null : operations.get(id), entry)
                    instanceof Folded.Counted(var next, var operation)) {
                standing = next;
                if (operation != null) {
                    operations.put(operation.id(), operation);
                }
            }
        }
        return Optional.ofNullable(standing);
    }

    private static boolean isNext(List<Entry> counted, Entry entry, long from) {
        return counted.isEmpty()
                ? entry.offset() == from
                : entry.follows(
                        counted.getLast().fact().version(), counted.getLast().digest());
    }
}

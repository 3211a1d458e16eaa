package io.infrabot.session.history;

import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.wire.KeyPartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a session's history held when reading began, piece by piece: between two pieces nothing of it is in memory, and
 * nobody's turn is held, however long the reader takes. For one thread.
 */
public final class HistoryReplay {

    /** A piece ends with the fact that makes it this large. */
    static final int ENOUGH_BYTES = 128 * 1024;

    static final int ENOUGH_FACTS = 128;

    /**
     * The next facts that count.
     *
     * @param bytes their size as records
     */
    public record Piece(List<HistoryEntry> entries, long bytes) {
        public boolean isEmpty() {
            return entries.isEmpty();
        }
    }

    private final TopicReader log;
    private final Semaphore turns;
    private final byte[] key;
    private final int partition;
    private final long first;
    private long next;
    private long end = Long.MAX_VALUE;
    private long version;
    private @Nullable String digest;

    HistoryReplay(TopicReader log, Semaphore turns, SessionId session, int partitions, long from) {
        this.log = log;
        this.turns = turns;
        this.key = session.value().getBytes(StandardCharsets.UTF_8);
        this.partition = KeyPartition.of(key, partitions);
        this.first = from;
        this.next = from;
    }

    /** Reads on; empty at the end. Blocks until it is this reader's turn, and while it reads. */
    public Piece next() {
        var taken = new Taken();
        if (next < end) {
            turns.acquireUninterruptibly();
            try {
                var reached = log.readWhile(TopicNames.SESSION_EVENTS, partition, next, end, taken::take);
                next = reached.next();
                end = reached.end();
            } finally {
                turns.release();
            }
        }
        return new Piece(taken.entries, taken.bytes);
    }

    private final class Taken {
        private final List<HistoryEntry> entries = new ArrayList<>();
        private long bytes;

        /** Returns whether there is room for more. */
        boolean take(ConsumerRecord<byte[], byte[]> record) {
            if (Arrays.equals(key, record.key())
                    && FactReader.read(record.headers(), record.value(), record.offset())
                            instanceof FactReader.Read.Fact(var entry)
                    && isNext(entry)) {
                entries.add(entry);
                version = entry.fact().version();
                digest = entry.digest();
                bytes += record.value().length;
            }
            return bytes < ENOUGH_BYTES && entries.size() < ENOUGH_FACTS;
        }
    }

    private boolean isNext(HistoryEntry entry) {
        return digest == null ? entry.offset() == first : entry.follows(version, digest);
    }
}

package io.infrabot.session.live;

import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.Topics;
import io.infrabot.session.SessionConfig;
import io.infrabot.session.ledger.Entry;
import io.infrabot.session.writer.FactReader;
import io.infrabot.session.writer.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/** Reads the part of the history that belongs to one session. Blocks; for virtual threads. */
@ApplicationScoped
public class History {

    private final Log log;
    private final int partitions;

    History(Log log, SessionConfig config) {
        this.log = log;
        this.partitions = config.partitions();
    }

    /**
     * The session's facts that count, from the one that stands at {@code from} on.
     *
     * @param from position of a fact of this session that counts
     */
    public List<Entry> of(SessionId session, long from) {
        var key = session.value().getBytes(StandardCharsets.UTF_8);
        var partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
        var counted = new ArrayList<Entry>();
        log.read(Topics.SESSION_EVENTS, partition, from, Long.MAX_VALUE, record -> {
            if (Arrays.equals(key, record.key())
                    && FactReader.read(record.headers(), record.value(), record.offset())
                            instanceof FactReader.Read.Fact(var entry)
                    && isNext(counted, entry.fact())) {
                counted.add(entry);
            }
        });
        return counted;
    }

    /** The rule of the history: the first one is given, each further one has the next version. */
    private static boolean isNext(List<Entry> counted, SessionEvent fact) {
        return counted.isEmpty() || fact.version() == counted.getLast().fact().version() + 1;
    }
}

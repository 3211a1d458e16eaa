package io.infrabot.service.log;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.MDC;

/**
 * Ids that every line logged on this thread carries, as key-values behind its text, until they are closed. The keys are the
 * same in all services, so that one search finds an operation everywhere.
 */
public final class LogKeys implements AutoCloseable {

    private final List<LogKey> put = new ArrayList<>();

    private LogKeys() {}

    /** One key for now; more by {@link #and}. */
    public static LogKeys with(LogKey key, Object id) {
        return new LogKeys().and(key, id);
    }

    /** A record, by where it stands. */
    public static LogKeys record(String topic, int partition, long offset) {
        return with(LogKey.RECORD, topic + "-" + partition + "@" + offset);
    }

    /** One key more. */
    public LogKeys and(LogKey key, Object id) {
        MDC.put(key.text(), id.toString());
        put.add(key);
        return this;
    }

    @Override
    public void close() {
        put.forEach(key -> MDC.remove(key.text()));
    }
}

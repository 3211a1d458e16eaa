package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.service.log.LogKey;
import io.infrabot.service.log.LogKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Says loudly which sessions of this instance are closed because something of theirs cannot be read. Thread-safe. */
@ApplicationScoped
public class UnreadableSessions {

    private static final Logger LOG = Logger.getLogger(UnreadableSessions.class);
    private static final int MOST_NAMED = 5;

    private final Map<SessionId, UnreadableReason> closed = new ConcurrentHashMap<>();

    /** Shows in {@code registry} how many there are. */
    public UnreadableSessions(MeterRegistry registry) {
        Gauge.builder("infrabot.mcp.sessions.unreadable", closed, Map::size).register(registry);
    }

    /** The session is closed; said once, and once more by whoever takes its partition over. */
    void closed(SessionId session, UnreadableReason why) {
        if (closed.put(session, why) == null) {
            try (var _ = LogKeys.with(LogKey.SESSION, session)) {
                LOG.errorf("%s; it is closed for writes, all others go on", why.detailOf(session));
            }
        }
    }

    /** What could not be read can be read now. */
    void opened(SessionId session) {
        if (closed.remove(session) != null) {
            try (var _ = LogKeys.with(LogKey.SESSION, session)) {
                LOG.infof("session %s can be read again and is open", session);
            }
        }
    }

    /** Forgets the sessions that another instance writes from now on. */
    public void forget(Predicate<SessionId> sessions) {
        closed.keySet().removeIf(sessions);
    }

    /** Names some of them, with what cannot be read; empty where every session can be read. */
    public String inOneLine() {
        var named = closed.entrySet().stream()
                .limit(MOST_NAMED)
                .map(each -> each.getKey() + " (" + each.getValue().where() + ")")
                .collect(Collectors.joining(", "));
        var rest = closed.size() - MOST_NAMED;
        return rest > 0 ? named + " and " + rest + " more" : named;
    }
}

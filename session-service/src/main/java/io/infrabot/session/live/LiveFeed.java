package io.infrabot.session.live;

import io.infrabot.events.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Tells readers in this process what changes, session by session. Readers are called on the writer's thread and must
 * only take the change in: a slow reader may slow nobody. Thread-safe.
 */
@ApplicationScoped
public class LiveFeed {

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);

    private final Map<SessionId, Set<Consumer<Change>>> readers = new ConcurrentHashMap<>();

    /** Calls {@code reader} for every change of the session from now on, until the returned handle is closed. */
    public Subscription subscribe(SessionId session, Consumer<Change> reader) {
        readers.compute(session, (_, present) -> {
            var all = present == null ? ConcurrentHashMap.<Consumer<Change>>newKeySet() : present;
            all.add(reader);
            return all;
        });
        return () -> readers.computeIfPresent(session, (_, present) -> {
            present.remove(reader);
            return present.isEmpty() ? null : present;
        });
    }

    /** Tells everybody who follows the session. */
    public void publish(Change change) {
        var interested = readers.get(change.sessionId());
        if (interested != null) {
            interested.forEach(reader -> notify(reader, change));
        }
    }

    /** Tells whoever follows such a session that it is not written here any more. */
    public void leave(Predicate<SessionId> moved) {
        readers.keySet().stream().filter(moved).forEach(session -> publish(new Change.Left(session)));
    }

    /** A reader's failure is its own: it must not keep the writer from going on. */
    private static void notify(Consumer<Change> reader, Change change) {
        try {
            reader.accept(change);
        } catch (RuntimeException e) {
            LOG.warn("a reader of live changes failed", e);
        }
    }

    /** Ends a subscription. Closing twice does nothing. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

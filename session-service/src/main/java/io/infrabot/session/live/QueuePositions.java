package io.infrabot.session.live;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionId;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The operations of each session that have not begun, in the order in which they were accepted. In memory only: filled
 * from the ledger when a partition comes to this instance. Thread-safe.
 */
@ApplicationScoped
public class QueuePositions {

    private final Map<SessionId, NavigableMap<Long, OperationId>> lines = new ConcurrentHashMap<>();

    /** Takes in where {@code operation} stands now. */
    public void track(Operation operation) {
        var place = operation.ask().position();
        lines.compute(operation.sessionId(), (_, present) -> {
            var line = present == null ? new ConcurrentSkipListMap<Long, OperationId>() : present;
            if (operation.phase() instanceof Phase.Waiting || operation.phase() instanceof Phase.Assigned) {
                line.put(place, operation.id());
            } else {
                line.remove(place);
            }
            return line.isEmpty() ? null : line;
        });
    }

    /** Its place among those of its session that have not begun, from 1; null where it does not wait here. */
    public @Nullable Integer placeOf(Operation operation) {
        var line = lines.get(operation.sessionId());
        var place = operation.ask().position();
        return line == null || !line.containsKey(place)
                ? null
                : line.headMap(place, true).size();
    }

    /** Forgets the sessions that another instance writes from now on. */
    public void forget(Predicate<SessionId> sessions) {
        lines.keySet().removeIf(sessions);
    }
}

package io.infrabot.session.list;

import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every session, newest first, the same on every instance. In memory, from the compacted state topic. Thread-safe. */
@ApplicationScoped
public class SessionIndex {

    /** A place in the list. */
    public record Place(Instant createdAt, String id) {
        private static final Comparator<Place> NEWEST_FIRST =
                Comparator.comparing(Place::createdAt).reversed().thenComparing(Place::id);
    }

    private final Map<String, SessionState> byId = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Place, String> order = new ConcurrentSkipListMap<>(Place.NEWEST_FIRST);

    SessionIndex(MeterRegistry registry) {
        Gauge.builder("infrabot.mcp.sessions.active", this, SessionIndex::active)
                .register(registry);
    }

    /** Takes in where a session stands now. */
    public void put(SessionState state) {
        byId.put(state.sessionId().value(), state);
        order.put(place(state), state.sessionId().value());
    }

    /** Forgets a session that was deleted. */
    public void remove(String id) {
        var removed = byId.remove(id);
        if (removed != null) {
            order.remove(place(removed));
        }
    }

    /** At most {@code limit} sessions that match, after {@code after}. */
    public List<SessionState> find(Predicate<SessionState> filter, @Nullable Place after, int limit) {
        var rest = after == null ? order : order.tailMap(after, false);
        return rest.values().stream()
                .map(byId::get)
                .filter(state -> state != null && filter.test(state))
                .limit(limit)
                .toList();
    }

    /** Where {@code state} stands in the list. */
    public static Place place(SessionState state) {
        return new Place(state.createdAt(), state.sessionId().value());
    }

    private double active() {
        return byId.values().stream()
                .filter(state -> state.status() == SessionStatus.ACTIVE)
                .count();
    }
}

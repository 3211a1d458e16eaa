package io.infrabot.session.index;

import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.HeapShare;
import io.infrabot.session.live.SizeEstimate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every session, newest first, the same on every instance. In memory, from the compacted state topic. Thread-safe. */
@ApplicationScoped
public class SessionIndex {

    /** A place in the list. */
    public record Place(Instant createdAt, String id) {
        private static final Comparator<Place> NEWEST_FIRST =
                Comparator.comparing(Place::createdAt).reversed().thenComparing(Place::id);
    }

    private static final int MOST_DELETED = 10_000;
    private static final int MOST_OF_METADATA = 8 * 1024;
    private static final int PART_OF_HEAP = 4;

    private final Map<String, SessionState> byId = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Place, String> order = new ConcurrentSkipListMap<>(Place.NEWEST_FIRST);

    /** The last of those that were deleted: a late word about one must not bring it back. */
    private final Set<String> deleted = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_DELETED;
        }
    });

    private final Set<SessionId> contradicted = new HashSet<>();
    private final long mostBytes;
    private volatile long bytes;

    @Inject
    SessionIndex(MeterRegistry registry) {
        this(registry, HeapShare.of(PART_OF_HEAP).bytes());
    }

    SessionIndex(MeterRegistry registry, long mostBytes) {
        this.mostBytes = mostBytes;
        Gauge.builder("infrabot.mcp.sessions.active", this, SessionIndex::active)
                .register(registry);
    }

    /**
     * Takes in where a session stands now. A writer that slept while another took over may say something older when it
     * wakes: that is not believed, and whoever owns the session is to say the newer again, for the topic is compacted and
     * would keep the older for ever.
     */
    public synchronized void put(SessionState state) {
        var id = state.sessionId().value();
        var known = byId.get(id);
        if (deleted.contains(id) || (known != null && known.version() > state.version())) {
            contradicted.add(state.sessionId());
            return;
        }
        contradicted.remove(state.sessionId());
        var listed = listed(state);
        bytes += SizeEstimate.of(listed) - (known == null ? 0 : SizeEstimate.of(known));
        byId.put(id, listed);
        order.put(place(state), id);
    }

    /** Forgets a session that was deleted; its id never comes again. */
    public synchronized void remove(String id) {
        var removed = byId.remove(id);
        if (removed != null) {
            order.remove(place(removed));
            bytes -= SizeEstimate.of(removed);
        }
        contradicted.removeIf(each -> each.value().equals(id));
        deleted.add(id);
    }

    /** Whether there is no room for one more, where {@code session} is not known yet. */
    public boolean isFull(SessionId session) {
        return bytes > mostBytes && !byId.containsKey(session.value());
    }

    /** Lists are kept in memory: metadata that is large stands with the session alone. */
    private static SessionState listed(SessionState state) {
        return SizeEstimate.of(state.metadata()) <= MOST_OF_METADATA
                ? state
                : new SessionState(
                        state.sessionId(),
                        state.team(),
                        state.name(),
                        state.status(),
                        state.version(),
                        state.labels(),
                        Map.of(),
                        state.limits(),
                        state.homeEngine(),
                        state.operations(),
                        state.createdAt(),
                        state.updatedAt(),
                        state.expiresAt());
    }

    /** Such sessions whose last word on the topic is older than what is known; each is told once. */
    public synchronized Set<SessionId> takeContradicted(Predicate<SessionId> ours) {
        if (contradicted.isEmpty()) {
            return Set.of();
        }
        var taken = contradicted.stream().filter(ours).collect(Collectors.toUnmodifiableSet());
        contradicted.removeAll(taken);
        return taken;
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

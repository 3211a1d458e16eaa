package io.infrabot.session.live;

import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last progress of every operation that is not over. In memory only: after a restart the nodes repeat theirs within
 * five seconds. Thread-safe.
 */
@ApplicationScoped
public class LatestProgress {

    private final Map<OperationId, Progress> last = new ConcurrentHashMap<>();

    /** Takes {@code progress} unless something newer of the same run is known; returns whether it was news. */
    public boolean put(Progress progress) {
        return last.merge(progress.operationId(), progress, LatestProgress::newer)
                .equals(progress);
    }

    /** The last progress of the operation, or null where there is none. */
    public @Nullable Progress of(OperationId operation) {
        return last.get(operation);
    }

    /** Forgets an operation that is over. */
    public void remove(OperationId operation) {
        last.remove(operation);
    }

    /** Forgets the sessions that another instance writes from now on. */
    public void forget(Predicate<SessionId> sessions) {
        last.keySet().removeIf(operation -> sessions.test(operation.session()));
    }

    private static Progress newer(Progress old, Progress candidate) {
        return old.run().equals(candidate.run()) && old.sequence() >= candidate.sequence() ? old : candidate;
    }
}

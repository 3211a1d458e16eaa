package io.infrabot.session.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.infrabot.events.OperationStatus;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one session stands: the fold of its history, without its operations, which stand under their own keys.
 *
 * @param opening    its first fact
 * @param homeEngine the engine of its first Docker operation
 * @param operations how many operations stand in each status
 * @param mark       how far inputs and history have been taken in
 */
public record Session(
        SessionCreated opening,
        long version,
        SessionStatus status,
        boolean deleted,
        @Nullable String homeEngine,
        Map<OperationStatus, Integer> operations,
        Mark mark,
        Instant updatedAt) {

    /**
     * What makes repeats recognisable.
     *
     * @param first          offset in the history of the session's first fact
     * @param position       offset in the history of the last fact that counted
     * @param decided        by topic, the offset of the last input that led to a fact; earlier ones are re-deliveries
     * @param statusRequests ids of the last requests that changed the status
     * @param digest         of the last fact that counted
     * @param statusAsked    by their ids, the status that those requests asked for; what was folded by a build that
     *                       remembered the ids alone has none
     */
    public record Mark(
            long first,
            long position,
            Map<String, Long> decided,
            List<String> statusRequests,
            String digest,
            @Nullable Map<String, SessionStatus> statusAsked) {

        /** The status that the request asked for, or null where that is not known. */
        public @Nullable SessionStatus statusAskedBy(String requestId) {
            return statusAsked == null ? null : statusAsked.get(requestId);
        }
    }

    @JsonIgnore
    public SessionId id() {
        return opening.sessionId();
    }

    @JsonIgnore
    public String team() {
        return opening.team();
    }

    /** How many operations are not over. */
    @JsonIgnore
    public int liveOperations() {
        return count(OperationStatus.QUEUED) + count(OperationStatus.RUNNING) + count(OperationStatus.CANCELLING);
    }

    /** Whether none of its operations has begun. */
    @JsonIgnore
    public boolean isIdle() {
        return count(OperationStatus.RUNNING) + count(OperationStatus.CANCELLING) == 0;
    }

    /** How many operations it has ever accepted. */
    @JsonIgnore
    public int acceptedOperations() {
        return operations.values().stream().mapToInt(Integer::intValue).sum() - count(OperationStatus.REJECTED);
    }

    /** Whether the input at {@code offset} of {@code topic}, or a later one, has already led to a fact. */
    public boolean hasDecided(String topic, long offset) {
        return mark.decided().getOrDefault(topic, -1L) >= offset;
    }

    /** What lists and analytics are told of it. */
    public SessionState toState() {
        return new SessionState(
                id(),
                team(),
                opening.name(),
                status,
                version,
                opening.labels(),
                opening.metadata(),
                opening.limits(),
                homeEngine,
                operations,
                opening.at(),
                updatedAt,
                opening.expiresAt());
    }

    private int count(OperationStatus of) {
        return operations.getOrDefault(of, 0);
    }
}

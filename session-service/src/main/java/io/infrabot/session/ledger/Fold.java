package io.infrabot.session.ledger;

import io.infrabot.events.OperationStatus;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionEvent.OperationAccepted;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionEvent.SessionCreated;
import io.infrabot.events.SessionEvent.SessionDeleted;
import io.infrabot.events.SessionEvent.SessionStatusChanged;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.ledger.Session.Mark;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves a session on by one fact. The same code live, on replay, and in whatever reads the history later. */
public final class Fold {

    private static final int REMEMBERED_STATUS_REQUESTS = 32;

    private Fold() {}

    /** What a fact did. */
    public sealed interface Folded {

        /**
         * The fact was the session's next one.
         *
         * @param operation the one that the fact is about, where it is about one
         */
        record Counted(Session session, @Nullable Operation operation) implements Folded {}

        /** The fact is not the session's next one: a repeat, or the word of a writer that was no longer the one. */
        record NotCounted() implements Folded {}
    }

    /**
     * Applies {@code entry} to where the session stands.
     *
     * @param session   null before its first fact
     * @param operation the one that the fact is about, if the ledger has it
     */
    public static Folded apply(@Nullable Session session, @Nullable Operation operation, HistoryEntry entry) {
        var fact = entry.fact();
        if (session == null) {
            return fact instanceof SessionCreated created && created.version() == 1
                    ? new Folded.Counted(opened(created, entry), null)
                    : new Folded.NotCounted();
        }
        if (!entry.follows(session.version(), session.mark().digest()) || fact instanceof SessionCreated) {
            return new Folded.NotCounted();
        }
        var next = fact instanceof OfOperation about ? OperationFold.apply(operation, about, entry.offset()) : null;
        return new Folded.Counted(next(session, operation, next, entry), next);
    }

    /**
     * Applies to an operation alone a fact that has already counted for its session: what is left to do where a crash
     * kept the session's new state and lost the operation's.
     */
    public static @Nullable Operation redo(@Nullable Operation operation, HistoryEntry entry) {
        return entry.fact() instanceof OfOperation about && (operation == null || operation.version() < about.version())
                ? OperationFold.apply(operation, about, entry.offset())
                : operation;
    }

    private static Session opened(SessionCreated fact, HistoryEntry entry) {
        return new Session(
                fact,
                fact.version(),
                SessionStatus.CREATED,
                false,
                null,
                Map.of(),
                marked(new Mark(entry.offset(), -1, Map.of(), List.of(), "", null), entry),
                fact.at());
    }

    private static Session next(
            Session session, @Nullable Operation before, @Nullable Operation after, HistoryEntry entry) {
        SessionEvent fact = entry.fact();
        return new Session(
                session.opening(),
                fact.version(),
                statusAfter(session.status(), fact),
                session.deleted() || fact instanceof SessionDeleted,
                homeEngineAfter(session.homeEngine(), before, fact),
                recounted(session.operations(), before, after),
                marked(session.mark(), entry),
                fact.at());
    }

    /** A session becomes active with the first operation that it owes an end. */
    private static SessionStatus statusAfter(SessionStatus status, SessionEvent fact) {
        return switch (fact) {
            case SessionStatusChanged changed -> changed.status();
            case OperationAccepted _ when status == SessionStatus.CREATED -> SessionStatus.ACTIVE;
            default -> status;
        };
    }

    /** The first Docker operation's engine; one that runs on every engine makes none of them the session's home. */
    private static @Nullable String homeEngineAfter(
            @Nullable String home, @Nullable Operation before, SessionEvent fact) {
        return home == null
                        && fact instanceof OperationPlaced placed
                        && (before == null || before.ask().parent() == null)
                ? placed.engine()
                : home;
    }

    private static Map<OperationStatus, Integer> recounted(
            Map<OperationStatus, Integer> counts, @Nullable Operation before, @Nullable Operation after) {
        var was = before == null ? null : before.status();
        var is = after == null ? null : after.status();
        if (was == is) {
            return counts;
        }
        var next = new EnumMap<OperationStatus, Integer>(OperationStatus.class);
        next.putAll(counts);
        if (was != null) {
            next.put(was, next.getOrDefault(was, 0) - 1);
            next.remove(was, 0);
        }
        if (is != null) {
            next.merge(is, 1, Integer::sum);
        }
        return Map.copyOf(next);
    }

    /** Remembers how far the inputs and the history have been taken in. */
    private static Mark marked(Mark before, HistoryEntry entry) {
        var decided = new HashMap<>(before.decided());
        decided.merge(entry.topic(), entry.input(), Math::max);
        var requests = remembered(before.statusRequests(), entry);
        return new Mark(
                before.first(),
                entry.offset() == HistoryEntry.UNWRITTEN ? before.position() : entry.offset(),
                Map.copyOf(decided),
                requests,
                entry.digest(),
                asked(before, requests, entry));
    }

    private static List<String> remembered(List<String> requests, HistoryEntry entry) {
        if (!(entry.fact() instanceof SessionStatusChanged) || entry.requestId() == null) {
            return requests;
        }
        var next = new ArrayList<>(requests);
        next.add(entry.requestId());
        return List.copyOf(next.subList(Math.max(0, next.size() - REMEMBERED_STATUS_REQUESTS), next.size()));
    }

    /** What the requests that are remembered asked for, so that another one under the same key is told from a repeat. */
    private static @Nullable Map<String, SessionStatus> asked(Mark before, List<String> requests, HistoryEntry entry) {
        if (!(entry.fact() instanceof SessionStatusChanged changed) || entry.requestId() == null) {
            return before.statusAsked();
        }
        var asked = new HashMap<String, SessionStatus>();
        if (before.statusAsked() != null) {
            asked.putAll(before.statusAsked());
        }
        asked.put(entry.requestId(), changed.status());
        asked.keySet().retainAll(requests);
        return Map.copyOf(asked);
    }
}

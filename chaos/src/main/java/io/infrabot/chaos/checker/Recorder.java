package io.infrabot.chaos.checker;

import io.infrabot.events.SessionId;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what clients attempted. Thread-safe. */
public final class Recorder {

    private final Queue<Invocation> attempts = new ConcurrentLinkedQueue<>();
    private final Set<SessionId> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();

    public void add(Invocation attempt) {
        attempts.add(attempt);
        if (attempt.asksForOperation() && attempt.result() instanceof Invocation.Result.Ok) {
            taken.incrementAndGet();
        }
    }

    /** From here on every operation of that session is asked for by somebody who records it. */
    public void opened(SessionId session) {
        sessions.add(session);
    }

    /** The sessions in which everything is recorded. */
    public Set<SessionId> sessions() {
        return Set.copyOf(sessions);
    }

    /** How many requests for operations were taken so far. */
    public int taken() {
        return taken.get();
    }

    public List<Invocation> attempts() {
        return List.copyOf(attempts);
    }
}

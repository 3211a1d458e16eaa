package io.infrabot.session.writer;

import io.infrabot.events.SessionId;
import io.infrabot.session.decide.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells whoever waits in this process how a request was decided: empty for taken, or the refusal. An answer is given
 * only when the facts have been read back, so that what is answered is what the history says. Thread-safe.
 */
@ApplicationScoped
public class Answers {

    /** Nobody waits longer; what is not answered by then is forgotten. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int MOST = 10_000;

    private final Map<String, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();

    /** Whether as many answers are waited for as this instance can hold: whoever asks now is to come again. */
    public boolean isFull() {
        return waiting.size() >= MOST;
    }

    /**
     * The answer to the request of that id; to be asked for before the request is published. Each caller gets a future
     * of its own: whoever stops waiting takes nothing from the others.
     */
    public CompletableFuture<Optional<Refusal>> to(SessionId session, String requestId) {
        var answer = waiting.computeIfAbsent(key(session, requestId), this::awaited);
        return answer.copy();
    }

    /** The same Idempotency-Key may stand in two sessions, and means two requests there. */
    private static String key(SessionId session, String requestId) {
        return session + " " + requestId;
    }

    private CompletableFuture<Optional<Refusal>> awaited(String key) {
        var answer = new CompletableFuture<Optional<Refusal>>().orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        var _ = answer.whenCompleteAsync((_, _) -> waiting.remove(key, answer));
        return answer;
    }

    void give(SessionId session, String requestId, Optional<Refusal> answer) {
        var awaited = waiting.get(key(session, requestId));
        if (awaited != null) {
            // not on this thread: whoever continues on the answer must not hold up the writer
            var _ = awaited.completeAsync(() -> answer);
        }
    }
}

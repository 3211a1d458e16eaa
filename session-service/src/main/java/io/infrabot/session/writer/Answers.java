package io.infrabot.session.writer;

import io.infrabot.session.decide.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whoever waits in this process how a request was decided: empty for taken, or the refusal. An answer is given
 * only when the facts have been read back, so that what is answered is what the history says. Thread-safe.
 */
@ApplicationScoped
public class Answers {

    private final Map<String, CompletableFuture<Optional<Refusal>>> waiting = new ConcurrentHashMap<>();

    /** The answer to the request of that id; to be asked for before the request is published. */
    public CompletableFuture<Optional<Refusal>> to(String requestId) {
        var answer = waiting.computeIfAbsent(requestId, _ -> new CompletableFuture<>());
        var _ = answer.whenComplete((_, _) -> waiting.remove(requestId, answer));
        return answer;
    }

    void give(String requestId, Optional<Refusal> answer) {
        var awaited = waiting.get(requestId);
        if (awaited != null) {
            // not on this thread: whoever continues on the answer must not hold up the writer
            var _ = awaited.completeAsync(() -> answer);
        }
    }
}

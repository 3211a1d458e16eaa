package io.infrabot.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.Waiting;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks for noops without end, through both doors, on several sessions. Through REST each is asked for under a key until
 * it is taken; on the topic each is published once.
 */
public final class NoopLoad {

    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Four sessions ask for about a hundred a second: what piles up while the writer is away is done in seconds. */
    private static final Duration PAUSE = Duration.ofMillis(60);

    private final Api api;
    private final Publisher publisher;
    private final List<String> sessions;
    private final Repeating repeating = new Repeating(PAUSE);
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    private NoopLoad(Api api, Publisher publisher, List<String> sessions) {
        this.api = api;
        this.publisher = publisher;
        this.sessions = sessions;
    }

    /** Starts to ask, each session through both doors at once. */
    public static NoopLoad on(Api api, Publisher publisher, List<String> sessions) {
        var load = new NoopLoad(api, publisher, sessions);
        for (var session : sessions) {
            load.repeating.start(() -> load.noted(() -> load.byRest(session)));
            load.repeating.start(() -> load.noted(() -> load.byTopic(session)));
        }
        return load;
    }

    /** How many have been taken so far. */
    public int taken() {
        return asked.size();
    }

    /** Stops asking and checks that each one that was taken has succeeded, once, and that there are no others. */
    public void drain() {
        repeating.stop();
        assertThat(surprises).isEmpty();
        Waiting.until(() -> assertThat(sessions.stream()
                        .flatMap(session -> api.operations(session).stream())
                        .filter(operation -> operation.path("type").asText().equals("tool.noop"))
                        .filter(operation -> operation.path("status").asText().equals("SUCCEEDED"))
                        .map(operation -> operation.path("operationId").asText()))
                .containsExactlyInAnyOrderElementsOf(asked));
    }

    private void noted(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | AssertionError e) {
            surprises.add(e.toString());
        }
    }

    private void byTopic(String session) {
        asked.add(publisher.noop(session).value());
    }

    private void byRest(String session) {
        var key = UUID.randomUUID().toString();
        var giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (!isTaken(session, key)) {
            assertThat(System.nanoTime()).as("time to be taken").isLessThan(giveUp);
            repeating.pause();
        }
    }

    private boolean isTaken(String session, String key) {
        try {
            var answer = api.post("/api/v1/tools/noop", Map.of("sessionId", session), "Idempotency-Key", key);
            if (answer.status() == 202 && answer.body().path("decided").asBoolean()) {
                asked.add(answer.body().path("operationId").asText());
                return true;
            }
            assertThat(answer.status()).as(answer.text()).isIn(202, 503);
            return false;
        } catch (UncheckedIOException e) {
            // killed meanwhile
            return false;
        }
    }
}

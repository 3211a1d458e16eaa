package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.Publisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Records and results that are too large to be stored (F27). */
final class LargeRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int RESULT = 200_000;
    private static final int REQUEST = 900_000;
    private static final int RECORD = 3_000_000;

    private LargeRecords() {}

    static Outcome inject(Scene scene, Publisher publisher) {
        var api = scene.world().api();
        var session = api.session();
        var outcome =
                Outcome.of("a result of %d, a request of %d, a record of %d bytes".formatted(RESULT, REQUEST, RECORD));

        var begun = System.nanoTime();
        var echo = Map.<String, Object>of("echo", Map.of("x", "x".repeat(RESULT)));
        var end = api.end(api.submit("/api/v1/tools/noop", Map.of("sessionId", session, "arguments", echo)));
        outcome = outcome.measured("result", Duration.ofNanos(System.nanoTime() - begun));
        if (!end.path("error").path("code").asText().equals("RESULT_TOO_LARGE")) {
            outcome = outcome.broken("a result that is too large ended as " + end.path("status"));
        }

        var large = Map.<String, Object>of("echo", Map.of("x", "x".repeat(REQUEST)));
        var refused = api.post("/api/v1/tools/noop", Map.of("sessionId", session, "arguments", large));
        if (refused.status() != 413) {
            outcome = outcome.broken("a body that is too large was answered with " + refused.status());
        }

        var request = new RunOperation(null, new SessionId(session), "tool.noop", large, null, null);
        var written = publisher.publish(request, UUID.randomUUID().toString());
        if (!new DeadLetters(scene.world()).receive(written, PATIENCE)) {
            outcome = outcome.broken("a request that is too large is no dead letter");
        }
        try {
            var headers = Publisher.headers(request, UUID.randomUUID().toString());
            publisher.publish(
                    TopicNames.REQUESTS, session, headers, "x".repeat(RECORD).getBytes(StandardCharsets.US_ASCII));
            outcome = outcome.broken("the broker took a record of %d bytes".formatted(RECORD));
        } catch (IllegalStateException e) {
            // refused, as it should be
        }
        api.success(publisher.noop(session).value());
        return outcome;
    }
}

package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.JsonHttp.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Under one Idempotency-Key the same thing is done once, however often and fast it is asked for. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class IdempotencyIT extends OverHttp {

    private static final int PAIRS = 20;
    private static final int MANY = 20;

    @RepeatedTest(PAIRS)
    void twoRequestsForASessionAtOnceOpenOne() {
        var key = UUID.randomUUID().toString();

        var both = twice(() -> api.post("/api/v1/sessions", Map.of("team", "a"), "Idempotency-Key", key));

        assertThat(both.one().status()).as(both.one().text()).isEqualTo(201);
        assertThat(both.other().status()).as(both.other().text()).isEqualTo(201);
        assertThat(both.one().body().path("sessionId"))
                .isEqualTo(both.other().body().path("sessionId"));
        var session = both.one().at("sessionId");
        assertThat(stored.factsOf(session)).hasSize(1);
    }

    @RepeatedTest(PAIRS)
    void twoRequestsForAnOperationAtOnceAreOne() {
        var session = api.session();
        var key = UUID.randomUUID().toString();

        var both = twice(() -> api.post("/api/v1/tools/noop", Map.of("sessionId", session), "Idempotency-Key", key));

        assertThat(both.one().status()).as(both.one().text()).isEqualTo(202);
        assertThat(both.other().status()).as(both.other().text()).isEqualTo(202);
        assertThat(both.one().body().path("decided").asBoolean()).isTrue();
        assertThat(both.other().body().path("decided").asBoolean()).isTrue();
        assertThat(both.one().header("Location")).isEqualTo(both.other().header("Location"));
        api.success(both.one().at("operationId"));
        assertThat(api.operations(session)).hasSize(1);
    }

    @Test
    void manyRequestsUnderOneKeyAtOnceAreOneOperation() {
        var session = api.session();
        var body = Map.of("sessionId", session);

        var operations = atOnce(MANY, () -> api.post("/api/v1/tools/noop", body, "Idempotency-Key", "one")).stream()
                .peek(answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(202))
                .map(answer -> answer.at("operationId"))
                .distinct()
                .toList();

        assertThat(operations).hasSize(1);
        api.success(operations.getFirst());
        assertThat(api.operations(session)).hasSize(1);
    }

    @Test
    void aRepeatAfterTheEndIsAnsweredWithTheSameOperation() {
        var session = api.session();
        var body = Map.of("sessionId", session);
        var first = api.post("/api/v1/tools/noop", body, "Idempotency-Key", "again");
        var operation = first.at("operationId");
        api.success(operation);

        var repeat = api.post("/api/v1/tools/noop", body, "Idempotency-Key", "again");

        assertThat(repeat.status()).isEqualTo(202);
        assertThat(repeat.at("operationId")).isEqualTo(operation);
        assertThat(repeat.at("status")).isEqualTo("SUCCEEDED");
    }

    @Test
    void anotherSessionUnderTheSameKeyIsAConflict() {
        var key = UUID.randomUUID().toString();
        api.post("/api/v1/sessions", Map.of("team", "a"), "Idempotency-Key", key);

        var other = api.post("/api/v1/sessions", Map.of("team", "a", "name", "other"), "Idempotency-Key", key);

        assertConflict(other);
    }

    @Test
    void anotherOperationUnderTheSameKeyIsAConflict() {
        var session = api.session();
        api.post("/api/v1/tools/noop", Map.of("sessionId", session), "Idempotency-Key", "once");

        var other = api.post(
                "/api/v1/tools/noop",
                Map.of("sessionId", session, "arguments", Map.of("echo", Map.of())),
                "Idempotency-Key",
                "once");

        assertConflict(other);
        assertThat(api.operations(session)).hasSize(1);
    }

    @Test
    void anotherStatusUnderTheSameKeyIsAConflict() {
        var path = "/api/v1/sessions/" + api.session() + "/status";
        var failed = api.put(path, Map.of("status", "FAILED"), "Idempotency-Key", "over");

        var repeat = api.put(path, Map.of("status", "FAILED"), "Idempotency-Key", "over");
        var other = api.put(path, Map.of("status", "COMPLETED"), "Idempotency-Key", "over");

        assertThat(failed.status()).as(failed.text()).isEqualTo(200);
        assertThat(repeat.text()).isEqualTo(failed.text());
        assertConflict(other);
    }

    @Test
    void twoOtherStatusesAtOnceUnderTheSameKeyAreNeverBothTaken() {
        var path = "/api/v1/sessions/" + api.session() + "/status";
        var statuses = new ArrayDeque<>(List.of("FAILED", "COMPLETED"));
        Supplier<String> next = () -> {
            synchronized (statuses) {
                return statuses.pop();
            }
        };

        var both = twice(() -> api.put(path, Map.of("status", next.get()), "Idempotency-Key", "race"));

        assertThat(List.of(both.one().status(), both.other().status()))
                .as("%s, %s", both.one().text(), both.other().text())
                .containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void aSessionThatWasDeletedIsNotMadeAgainUnderItsKey() {
        var body = Map.of("team", "a");
        var first = api.post("/api/v1/sessions", body, "Idempotency-Key", "gone");
        var session = first.at("sessionId");
        assertThat(api.delete("/api/v1/sessions/" + session).status()).isEqualTo(204);

        var again = api.post("/api/v1/sessions", body, "Idempotency-Key", "gone");
        var other = api.post("/api/v1/sessions", Map.of("team", "a", "name", "b"), "Idempotency-Key", "gone");

        assertProblem(again, 410, "SESSION_DELETED");
        assertConflict(other);
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        var answer = api.post("/api/v1/sessions", Map.of("team", "a"), "Idempotency-Key", "k".repeat(256));

        assertFault(answer, "Idempotency-Key");
    }

    private static void assertConflict(Answer answer) {
        assertProblem(answer, 409, "IDEMPOTENCY_CONFLICT");
    }

    private record Both(Answer one, Answer other) {}

    private static Both twice(Supplier<Answer> request) {
        var both = atOnce(2, request);
        return new Both(both.getFirst(), both.getLast());
    }

    private static List<Answer> atOnce(int times, Supplier<Answer> request) {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, times)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(request, all))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }
}

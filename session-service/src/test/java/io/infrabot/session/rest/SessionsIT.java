package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.JsonHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session: opened, looked at, moved on, deleted. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class SessionsIT extends OverHttp {

    @Test
    void aSessionIsOpenedAsItWasAskedFor() {
        var answer = api.post(
                "/api/v1/sessions",
                Map.of(
                        "team",
                        "a",
                        "name",
                        "nightly",
                        "labels",
                        Map.of("zone", "north"),
                        "metadata",
                        Map.of("run", 7),
                        "ttl",
                        "PT1H",
                        "limits",
                        Map.of("maxOperations", 3)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/v1/sessions/" + answer.at("sessionId"));
        assertThat(answer.at("status")).isEqualTo("CREATED");
        assertThat(answer.at("team")).isEqualTo("a");
        assertThat(answer.at("name")).isEqualTo("nightly");
        assertThat(answer.body().at("/labels/zone").asText()).isEqualTo("north");
        assertThat(answer.body().at("/metadata/run").asInt()).isEqualTo(7);
        assertThat(answer.body().at("/limits/maxOperations").asInt()).isEqualTo(3);
        assertThat(answer.body().path("version").asInt()).isEqualTo(1);
        assertThat(Duration.between(time(answer.body(), "createdAt"), time(answer.body(), "expiresAt")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatWasAnsweredStandsWhereTheAnswerSays() {
        var answer = api.post("/api/v1/sessions", Map.of("team", "a"));

        var found = api.get(Door.pathOf(answer.header("Location")));

        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(answer.body());
    }

    @Test
    void aSessionIsActiveWithItsFirstOperationAndCountsIt() {
        var session = api.session();

        api.success(api.noop(session));

        assertThat(get(session).at("status")).isEqualTo("ACTIVE");
        assertThat(get(session).body().at("/operations/SUCCEEDED").asInt()).isEqualTo(1);
    }

    @Test
    void aSessionIsPausedAndGoesOn() {
        var session = api.session();
        api.success(api.noop(session));

        assertMoved(session, "PAUSED");
        assertProblem(api.post("/api/v1/tools/noop", Map.of("sessionId", session)), 409, "SESSION_INVALID_STATUS");
        assertMoved(session, "ACTIVE");
        api.success(api.noop(session));
        assertMoved(session, "COMPLETED");
    }

    @Test
    void theStatusThatASessionHasIsNoChange() {
        var session = api.session();
        assertMoved(session, "FAILED");
        var version = get(session).body().path("version");

        assertMoved(session, "FAILED");

        assertThat(get(session).body().path("version")).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, ACTIVE", "FAILED, COMPLETED", "COMPLETED, PAUSED"})
    void whatIsOverIsNotMovedAgain(String end, String status) {
        var session = api.session();
        assertMoved(session, end);

        assertProblem(move(session, status), 409, "SESSION_INVALID_STATUS");
        assertThat(get(session).at("status")).isEqualTo(end);
    }

    @Test
    void aSessionWithoutAnOperationIsNotPaused() {
        assertProblem(move(api.session(), "PAUSED"), 409, "SESSION_INVALID_STATUS");
    }

    @Test
    void aStatusOfNoSessionIsNotFound() {
        assertProblem(move(UUID.randomUUID().toString(), "FAILED"), 404, "SESSION_NOT_FOUND");
    }

    @Test
    void aDeletedSessionIsGoneAndItsOperationsAreNot() {
        var session = api.session();
        var operation = api.noop(session);
        api.success(operation);

        var answer = api.delete("/api/v1/sessions/" + session);

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertProblem(get(session), 404, "SESSION_NOT_FOUND");
        assertProblem(api.get("/api/v1/sessions/" + session + "/operations"), 404, "SESSION_NOT_FOUND");
        assertProblem(api.get("/api/v1/sessions/" + session + "/events"), 404, "SESSION_NOT_FOUND");
        assertProblem(api.delete("/api/v1/sessions/" + session), 404, "SESSION_NOT_FOUND");
        assertProblem(move(session, "FAILED"), 404, "SESSION_NOT_FOUND");
        assertProblem(api.post("/api/v1/tools/noop", Map.of("sessionId", session)), 404, "SESSION_NOT_FOUND");
        assertThat(api.get("/api/v1/operations/" + operation).status()).isEqualTo(200);
    }

    @Test
    void aSessionIsNotDeletedUnderAnOperationThatRuns() {
        var session = api.session();
        var held = api.submit("/api/v1/tools/held", Map.of("sessionId", session));

        assertProblem(api.delete("/api/v1/sessions/" + session), 409, "SESSION_INVALID_STATUS");

        api.post("/api/v1/operations/" + held + "/cancel", "{}");
        api.await(held, "CANCELLED");
        assertThat(api.delete("/api/v1/sessions/" + session).status()).isEqualTo(204);
    }

    @Test
    void aSessionTakesAsManyOperationsAsItsLimitSays() {
        var limited = api.post("/api/v1/sessions", Map.of("team", "a", "limits", Map.of("maxOperations", 1)))
                .at("sessionId");
        api.success(api.noop(limited));

        assertProblem(api.post("/api/v1/tools/noop", Map.of("sessionId", limited)), 429, "RESOURCE_LIMIT_EXCEEDED");
    }

    @Test
    void aSessionWhoseTimeIsOverTakesNothing() {
        var over = api.post("/api/v1/sessions", Map.of("team", "a", "ttl", "PT0.000000001S"))
                .at("sessionId");

        assertProblem(api.post("/api/v1/tools/noop", Map.of("sessionId", over)), 409, "SESSION_TIMEOUT");
        assertThat(get(over).status()).isEqualTo(200);
    }

    private JsonHttp.Answer get(String session) {
        return api.get("/api/v1/sessions/" + session);
    }

    private JsonHttp.Answer move(String session, String status) {
        return api.put("/api/v1/sessions/" + session + "/status", Map.of("status", status));
    }

    private void assertMoved(String session, String status) {
        var answer = move(session, status);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("status")).isEqualTo(status);
        assertThat(get(session).body()).isEqualTo(answer.body());
    }

    private static Instant time(JsonNode session, String field) {
        return Instant.parse(session.path(field).asText());
    }
}

package io.infrabot.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.cli.Wire;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestTest {

    private final Wire wire = Wire.open();
    private final Rest rest = new Rest(wire.uri());

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @Test
    void aPostIsJsonWithAKeyOfItsOwn() throws InterruptedException {
        wire.on("POST /api/v1/sessions", 201, "{\"sessionId\":\"s\"}");

        rest.post("/sessions", Json.object().put("team", "cli"));
        rest.post("/sessions", Json.object().put("team", "cli"));

        var first = wire.asked().getFirst();
        assertThat(first.body()).isEqualTo("{\"team\":\"cli\"}");
        assertThat(first.header("Content-type")).contains("application/json");
        assertThat(wire.asked())
                .extracting(asked -> asked.header("Idempotency-key").orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void aPostThatGotNoAnswerIsSaidAgainUnderTheSameKey() throws InterruptedException {
        var times = new AtomicInteger();
        wire.on("POST /api/v1/sessions", exchange -> {
            if (times.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(201, 100);
            } else {
                Wire.reply(exchange, 201, "{\"sessionId\":\"s\"}");
            }
        });

        assertThat(rest.post("/sessions", Json.object()).path("sessionId").asText())
                .isEqualTo("s");
        assertThat(wire.asked()).hasSize(2);
        assertThat(wire.asked().get(0).header("Idempotency-key"))
                .isEqualTo(wire.asked().get(1).header("Idempotency-key"));
    }

    @Test
    void aRequestThatIsNotDecidedInTimeIsSaidAgainUnderTheSameKey() throws InterruptedException {
        var times = new AtomicInteger();
        wire.on(
                "POST /api/v1/sessions",
                exchange -> Wire.reply(
                        exchange, 202, "{\"sessionId\":\"s\",\"decided\":" + (times.incrementAndGet() == 2) + "}"));

        assertThat(rest.post("/sessions", Json.object()).path("decided").asBoolean())
                .isTrue();
        assertThat(wire.asked()).hasSize(2);
        assertThat(wire.asked().get(0).header("Idempotency-key"))
                .isEqualTo(wire.asked().get(1).header("Idempotency-key"));
    }

    @Test
    void aServiceThatStartsIsAskedAgain() throws InterruptedException {
        var times = new AtomicInteger();
        wire.on("GET /api/v1/nodes", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "0");
            Wire.reply(exchange, times.incrementAndGet() < 3 ? 503 : 200, "{\"items\":[]}");
        });

        assertThat(rest.get("/nodes").path("items").isArray()).isTrue();
        assertThat(times).hasValue(3);
    }

    @Test
    void aProblemIsItsDetail() {
        wire.on(
                "GET /api/v1/nodes",
                409,
                "{\"title\":\"Conflict\",\"detail\":\"the session is PAUSED\",\"code\":\"SESSION_INVALID_STATUS\"}");

        assertThatThrownBy(() -> rest.get("/nodes"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code()).isEqualTo("SESSION_INVALID_STATUS");
                    assertThat(problem.status()).isEqualTo(409);
                })
                .hasMessage("the session is PAUSED");
    }

    @Test
    void severalErrorsAreAllNamed() {
        wire.on(
                "GET /api/v1/nodes",
                400,
                "{\"detail\":\"image is required\",\"errors\":[{\"field\":\"image\",\"message\":\"is required\"},"
                        + "{\"pointer\":\"/x\",\"detail\":\"is unknown\"},\"odd\"]}");

        assertThatThrownBy(() -> rest.get("/nodes"))
                .hasMessage("image is required (image: is required; /x: is unknown; odd)");
    }

    @Test
    void aBarbarousAnswerIsQuoted() {
        wire.on("GET /api/v1/nodes", 500, "<html>oops</html>");

        assertThatThrownBy(() -> rest.get("/nodes"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("the service answered 500: <html>oops</html>");
    }

    @Test
    void nobodyAtThatAddressIsSaid() {
        assertThatThrownBy(() -> new Rest(URI.create("http://127.0.0.1:1")).get("/nodes"))
                .isInstanceOf(ServiceUnreachable.class);
    }

    @Test
    void aSlashAtTheEndOfTheAddressDoesNotMatter() throws InterruptedException {
        wire.on("GET /api/v1/nodes", 200, "{}");

        assertThat(new Rest(URI.create(wire.uri() + "/")).get("/nodes").isObject())
                .isTrue();
    }

    @Test
    void anIdCannotLeaveItsPlaceInThePath() {
        assertThat(Rest.escaped("../a b?c#d/é")).isEqualTo("..%2Fa%20b%3Fc%23d%2F%C3%A9");
    }
}

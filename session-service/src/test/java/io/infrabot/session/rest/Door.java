package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.probe.JsonHttp;
import java.net.URI;
import java.util.Map;

/** The front door, as a user with curl sees it. */
final class Door extends JsonHttp {

    Door(URI address) {
        super(address);
    }

    /** Opens a session and returns its id. */
    String session() {
        var answer = post("/api/v1/sessions", Map.of("team", "rest"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("sessionId");
    }

    /** Asks for an operation, which must be taken, and returns its id. */
    String submit(String path, Map<String, ?> body) {
        var answer = post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.at("operationId");
    }

    String noop(String session) {
        return submit("/api/v1/tools/noop", Map.of("sessionId", session));
    }

    /** Waits until an operation stands as said, and returns it. */
    JsonNode await(String operation, String status) {
        Waiting.until(() -> assertThat(get("/api/v1/operations/" + operation).at("status"))
                .as(operation)
                .isEqualTo(status));
        return get("/api/v1/operations/" + operation).body();
    }

    JsonNode success(String operation) {
        return await(operation, "SUCCEEDED");
    }

    /** What a header Location asks to be looked at. */
    static String pathOf(String location) {
        return URI.create(location).getPath();
    }

    /** Every operation of a session, as one page tells them. */
    JsonNode operations(String session) {
        return get("/api/v1/sessions/" + session + "/operations?limit=100").items();
    }
}

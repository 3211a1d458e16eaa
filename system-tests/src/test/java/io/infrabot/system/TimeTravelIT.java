package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.system.harness.Stack;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session as it stood at any time, from the history and nothing else. */
@Order(Stack.SHARED)
class TimeTravelIT {

    @RegisterExtension
    static final Stack STACK = Stack.shared();

    @Test
    void aSessionAsOfATimeIsWhatItWasThen() {
        var api = STACK.api();
        var session = api.session();
        var created = api.session(session);
        api.success(api.noop(session));
        var active = api.session(session);
        api.put("/api/v1/sessions/" + session + "/status", Map.of("status", "COMPLETED"));

        var then = api.get("/api/v1/sessions/" + session + "?asOf="
                + active.path("updatedAt").asText());
        var first = api.get("/api/v1/sessions/" + session + "?asOf="
                + created.path("updatedAt").asText());
        var before = api.get("/api/v1/sessions/" + session + "?asOf=" + Instant.EPOCH);

        assertThat(then.body()).isEqualTo(active);
        assertThat(first.body()).isEqualTo(created);
        assertThat(before.status()).isEqualTo(404);
        assertThat(api.get("/api/v1/sessions/" + session + "?asOf=yesterday").code())
                .isEqualTo("REQUEST_INVALID");
    }
}

package io.infrabot.session.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.probe.JsonHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session as it stood at any time, from the history and nothing else. */
@QuarkusTest
@WithTestResource(OwnBroker.class)
class TimeTravelIT extends OverHttp {

    @Test
    void aSessionAsOfATimeIsWhatItWasThen() {
        var session = api.session();
        var created = api.get("/api/v1/sessions/" + session);
        api.success(api.noop(session));
        var active = api.get("/api/v1/sessions/" + session);
        api.put("/api/v1/sessions/" + session + "/status", Map.of("status", "COMPLETED"));

        assertThat(asOf(session, active.at("updatedAt")).body()).isEqualTo(active.body());
        assertThat(asOf(session, created.at("updatedAt")).body()).isEqualTo(created.body());
    }

    @Test
    void beforeItBeganThereIsNoSession() {
        var session = api.session();
        var created = Instant.parse(api.get("/api/v1/sessions/" + session).at("createdAt"));

        assertProblem(asOf(session, created.minusMillis(1).toString()), 404, "SESSION_NOT_FOUND");
        assertProblem(asOf(session, Instant.EPOCH.toString()), 404, "SESSION_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-01-01", "1700000000"})
    void aTimeThatIsNoneIsRefused(String time) {
        assertFault(asOf(api.session(), time), "asOf");
    }

    private JsonHttp.Answer asOf(String session, String time) {
        return api.get("/api/v1/sessions/" + session + "?asOf=" + time);
    }
}

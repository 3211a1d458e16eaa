package io.infrabot.session.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {

    private static final String ID = "01a1fc36-7e6e-7d66-a677-663855484f56";
    private static final SessionId SESSION = new SessionId(ID);
    private static final String OPERATION = ID + ".xfqbd7nqioxe";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sessions/" + ID,
                "/api/v1/sessions/" + ID + "/",
                "/api/v1/sessions/" + ID + "/status",
                "/api/v1/sessions/" + ID + "/operations",
                "/api/v1/sessions/" + ID + "/events",
                "/api/v1/operations/" + OPERATION,
                "/api/v1/operations/" + OPERATION + "/cancel",
                "/api/v1/operations/" + OPERATION + "/events",
                "/api/v1/docker/operations/" + OPERATION
            })
    void thePathNamesTheSession(String path) {
        assertThat(Call.sessionIn(path, null, null)).contains(SESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sessions",
                "/api/v1/nodes",
                "/api/v1/nodes/docker-ops-1/drain",
                "/api/v1/health",
                "/api/v1/tools/noop",
                "/api/v1/sessions/not-an-id",
                "/api/v1/operations/" + ID + ".no"
            })
    void otherPathsConcernNoSession(String path) {
        assertThat(Call.sessionIn(path, null, null)).isEmpty();
    }

    @Test
    void theQueryOfTheStatusNamesTheSession() {
        assertThat(Call.sessionIn("/api/v1/docker/status", OPERATION, null)).contains(SESSION);
        assertThat(Call.sessionIn("/api/v1/docker/status", null, ID)).contains(SESSION);
        assertThat(Call.sessionIn("/api/v1/docker/status", null, null)).isEmpty();
    }

    @Test
    void theBodyOfAnOperationNamesTheSession() {
        assertThat(Call.isByBody(true, "/api/v1/tools/noop")).isTrue();
        assertThat(Call.isByBody(true, "/api/v1/docker/pull")).isTrue();
        assertThat(Call.isByBody(false, "/api/v1/docker/status")).isFalse();
        assertThat(in("{\"arguments\":{\"sessionId\":\"x\"},\"sessionId\":\"" + ID + "\"}"))
                .contains(SESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "nonsense", "{\"sessionId\":", "{\"sessionId\":7}", "{\"sessionId\":\"x\"}", "{}"})
    void aBodyThatCannotBeReadNamesNobody(String body) {
        assertThat(in(body)).isEmpty();
    }

    @Test
    void liveStreamsAreKnown() {
        assertThat(Call.isStream("/api/v1/sessions/" + ID + "/events")).isTrue();
        assertThat(Call.isStream("/api/v1/operations/" + OPERATION + "/events")).isTrue();
        assertThat(Call.isStream("/api/v1/sessions/" + ID + "/operations")).isFalse();
        assertThat(Call.isStream("/api/v1/sessions/" + ID)).isFalse();
    }

    private static Optional<SessionId> in(String body) {
        return Call.sessionIn(body.getBytes(StandardCharsets.UTF_8));
    }
}

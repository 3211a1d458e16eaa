package io.infrabot.session.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedSessionTest {

    private static final String ID = "01a1fc36-7e6e-7d66-a677-663855484f56";
    private static final SessionId SESSION = new SessionId(ID);
    private static final String OPERATION = ID + ".xfqbd7nqioxe";

    @Test
    void anIdOfASessionOrOfItsOperationNamesTheSession() {
        assertThat(RequestedSession.sessionIn(ID)).contains(SESSION);
        assertThat(RequestedSession.sessionIn(OPERATION)).contains(SESSION);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "not-an-id", ID + ".no"})
    void anythingElseNamesNone(@Nullable String id) {
        assertThat(RequestedSession.sessionIn(id)).isEmpty();
    }

    @Test
    void theBodyOfAnOperationNamesTheSession() {
        assertThat(in("{\"arguments\":{\"sessionId\":\"x\"},\"sessionId\":\"" + ID + "\"}"))
                .contains(SESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "nonsense", "{\"sessionId\":", "{\"sessionId\":7}", "{\"sessionId\":\"x\"}", "{}"})
    void aBodyThatCannotBeReadNamesNobody(String body) {
        assertThat(in(body)).isEmpty();
    }

    private static Optional<SessionId> in(String body) {
        return RequestedSession.sessionInBody(body.getBytes(StandardCharsets.UTF_8));
    }
}

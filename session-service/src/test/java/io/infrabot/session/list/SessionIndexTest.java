package io.infrabot.session.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionIndexTest {

    private static final SessionId SESSION = new SessionId("01a1fc36-7e6e-7d66-a677-663855484f56");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SessionIndex index = new SessionIndex(new SimpleMeterRegistry());

    @Test
    void aNewerWordReplacesAnOlderOne() {
        index.put(state(1));
        index.put(state(2));

        assertThat(versions()).containsExactly(2L);
        assertThat(index.takeContradicted(_ -> true)).isEmpty();
    }

    @Test
    void aStaleWordIsNotBelievedAndItsOwnerIsToldOnce() {
        index.put(state(5));
        index.put(state(3));

        assertThat(versions()).containsExactly(5L);
        assertThat(index.takeContradicted(_ -> false)).isEmpty();
        assertThat(index.takeContradicted(_ -> true)).containsExactly(SESSION);
        assertThat(index.takeContradicted(_ -> true)).isEmpty();
    }

    @Test
    void theSameWordAgainIsTheRepair() {
        index.put(state(5));
        index.put(state(3));
        index.put(state(5));

        assertThat(index.takeContradicted(_ -> true)).isEmpty();
    }

    @Test
    void aLateWordDoesNotBringADeletedSessionBack() {
        index.put(state(5));
        index.remove(SESSION.value());
        index.put(state(3));

        assertThat(versions()).isEmpty();
        assertThat(index.takeContradicted(_ -> true)).containsExactly(SESSION);
    }

    private List<Long> versions() {
        return index.find(_ -> true, null, 10).stream()
                .map(SessionState::version)
                .toList();
    }

    private static SessionState state(long version) {
        return new SessionState(
                SESSION,
                "team",
                null,
                SessionStatus.ACTIVE,
                version,
                Map.of(),
                Map.of(),
                null,
                null,
                Map.of(),
                NOON,
                NOON,
                NOON.plus(Duration.ofHours(1)));
    }
}

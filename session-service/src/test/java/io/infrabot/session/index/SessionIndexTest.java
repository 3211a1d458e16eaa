package io.infrabot.session.index;

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

    @Test
    void largeMetadataStandsWithTheSessionAndNotInLists() {
        index.put(with(Map.of("a", "x".repeat(100_000))));

        assertThat(index.find(_ -> true, null, 10).getFirst().metadata()).isEmpty();
    }

    @Test
    void thereIsNoRoomForOneMoreWhereTheListIsLargeUntilSomeAreDeleted() {
        var small = new SessionIndex(new SimpleMeterRegistry(), 3_000);
        small.put(with(Map.of("a", "x".repeat(4_000))));
        var other = new SessionId("01a1fc36-7e6e-7d66-a677-663855484f57");

        assertThat(small.isFull(other)).isTrue();
        assertThat(small.isFull(SESSION)).isFalse();
        small.put(state(2));
        assertThat(small.isFull(other)).isFalse();
        small.remove(SESSION.value());
        assertThat(small.isFull(other)).isFalse();
    }

    private static SessionState with(Map<String, Object> metadata) {
        return state(1, metadata);
    }

    private List<Long> versions() {
        return index.find(_ -> true, null, 10).stream()
                .map(SessionState::version)
                .toList();
    }

    private static SessionState state(long version) {
        return state(version, Map.of());
    }

    private static SessionState state(long version, Map<String, Object> metadata) {
        return new SessionState(
                SESSION,
                "team",
                null,
                SessionStatus.ACTIVE,
                version,
                Map.of(),
                metadata,
                null,
                null,
                Map.of(),
                NOON,
                NOON,
                NOON.plus(Duration.ofHours(1)));
    }
}

package io.infrabot.session.rest.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.problem.RefusedRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionFilterTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void everyLabelMustBeThere() {
        assertThat(with("a=1", "b=2").matches(session(Map.of("a", "1", "b", "2"))))
                .isTrue();
        assertThat(with("a=1", "b").matches(session(Map.of("a", "1", "b", "2"))))
                .isTrue();
        assertThat(with("a=1", "b=2").matches(session(Map.of("a", "1")))).isFalse();
        assertThat(with("a=1", "a=2").matches(session(Map.of("a", "1")))).isFalse();
    }

    @Test
    void aLabelHasAName() {
        assertThatThrownBy(() -> with("=x")).isInstanceOf(RefusedRequest.class);
    }

    @Test
    void thereAreOnlySoManyLabels() {
        assertThatThrownBy(() -> SessionFilter.of(null, null, Collections.nCopies(21, "a")))
                .isInstanceOf(RefusedRequest.class);
    }

    private static SessionFilter with(String... labels) {
        return SessionFilter.of(null, null, List.of(labels));
    }

    private static SessionState session(Map<String, String> labels) {
        return new SessionState(
                new SessionId("0197a000-0000-7000-8000-000000000001"),
                "team",
                null,
                SessionStatus.ACTIVE,
                1,
                labels,
                Map.of(),
                null,
                null,
                Map.of(),
                NOON,
                NOON,
                NOON);
    }

    @Test
    void everyFilterMakesAnotherList() {
        var lists = List.of(
                SessionFilter.of(null, null, List.of()).list(),
                SessionFilter.of("a", null, List.of()).list(),
                SessionFilter.of(null, "ACTIVE", List.of()).list(),
                SessionFilter.of(null, null, List.of("a")).list(),
                SessionFilter.of(null, null, List.of("a=b")).list(),
                SessionFilter.of(null, null, List.of("a", "b")).list());

        assertThat(lists).doesNotHaveDuplicates();
    }
}

package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.decide.Refusal;
import io.infrabot.session.history.FactReader;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;

/** Two sessions of one partition that work; something of the first, {@code ILL}, is then made unreadable. */
abstract class TwoSessionsInTest {

    static final SessionId ILL = new SessionId("0197a000-0000-7000-8000-000000000001");
    static final SessionId WELL = new SessionId("0197a000-0000-7000-8000-000000000002");
    static final SessionId NEW = new SessionId("0197a000-0000-7000-8000-000000000003");

    final StoredLog log = new StoredLog();
    OnePartition partition = new OnePartition(log, new RecordingStore());

    @BeforeEach
    void twoSessionsThatWork() {
        partition.ask(new Request.CreateSession(ILL, "team", null, null, null, null, null));
        partition.ask(new Request.CreateSession(WELL, "team", null, null, null, null, null));
        assertIsOpen(ILL);
        assertIsOpen(WELL);
    }

    void assertIsClosed(SessionId session, String where) {
        var decision = partition.ask(pull(session));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .satisfies(why -> assertThat(why.code()).isEqualTo(Refusal.Code.SESSION_UNREADABLE))
                                .satisfies(why -> assertThat(why.detail()).contains(where)));
        assertThat(partition.unreadable()).contains(session.value());
        assertThat(partition.ledger().liveOperations())
                .noneMatch(each -> each.sessionId().equals(session));
    }

    void assertIsOpen(SessionId session) {
        assertThat(partition.ask(pull(session))).isInstanceOf(Decision.Facts.class);
        assertThat(partition.unreadable()).doesNotContain(session.value());
        var standing = Objects.requireNonNull(partition.ledger().session(session));
        assertThat(standing.mark().position()).isEqualTo(lastOf(session));
    }

    private long lastOf(SessionId session) {
        var own = new ArrayList<>(partition.history());
        own.removeIf(record -> !session.value()
                .equals(record.key() == null ? "" : new String(record.key(), java.nio.charset.StandardCharsets.UTF_8)));
        return own.stream()
                .filter(record -> FactReader.read(record.headers(), record.value(), record.offset())
                        instanceof FactReader.Read.Fact)
                .toList()
                .getLast()
                .offset();
    }

    static Request pull(SessionId session) {
        return new Request.RunOperation(null, session, "docker.pull", Map.of("image", "alpine:3"), null, null);
    }
}

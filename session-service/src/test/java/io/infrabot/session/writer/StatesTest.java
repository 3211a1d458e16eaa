package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request.CreateSession;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When it is said where a session stands: for lists, which need not hear of each fact. */
class StatesTest {

    private static final SessionId SESSION = new SessionId("0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d");

    private final SimulatedLog log = new SimulatedLog(() -> 0);
    private final WriterProcess writer = new WriterProcess(log, () -> 0);

    @Test
    void aSessionIsSaidOnceItsLastFactIsReadBack() {
        decide(3);
        readBack(2);

        assertThat(said()).isZero();

        readBack(1);

        assertThat(said()).isEqualTo(3);
    }

    @Test
    void aSessionThatNeverRestsIsSaidAtEachEighthFact() {
        decide(20);
        readBack(15);

        assertThat(said()).isEqualTo(8);

        readBack(1);

        assertThat(said()).isEqualTo(16);
    }

    /** A session and its operations, one fact each, for there is no node: all decided, none read back. */
    private void decide(int facts) {
        log.ask(new CreateSession(SESSION, "team", null, null, null, null, null), "create");
        for (int i = 1; i < facts; i++) {
            log.ask(new RunOperation(null, SESSION, "tool.noop", Map.of(), null, null), "run-" + i);
        }
        for (int i = 0; i < facts; i++) {
            writer.take(TopicNames.REQUESTS);
            writer.send(TopicNames.SESSION_EVENTS);
        }
    }

    private void readBack(int facts) {
        for (int i = 0; i < facts; i++) {
            writer.take(TopicNames.SESSION_EVENTS);
        }
        while (writer.sending().contains(TopicNames.SESSION_STATE)) {
            writer.send(TopicNames.SESSION_STATE);
        }
    }

    private long said() {
        return log.newestState(SESSION);
    }
}

package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.session.history.FactReader;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.submit.DoorInTest;
import io.infrabot.wire.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;

/** The history as every reader folds it. Each fact counts; what is shown after it can be written and is read back the same. */
final class CheckedHistory {

    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final Map<OperationId, Operation> operations = new HashMap<>();
    private long offset;

    /** Reads on; a failure quotes {@code body}, which led to {@code facts}. */
    void read(List<TestRecord<byte[], byte[]>> facts, String body) throws IOException {
        for (var record : facts) {
            var read = FactReader.read(record.headers(), record.value(), offset++);
            assertThat(read).as(body).isInstanceOf(FactReader.Read.Fact.class);
            if (read instanceof FactReader.Read.Fact(var entry)) {
                fold(entry, body);
            }
        }
    }

    private void fold(HistoryEntry entry, String body) throws IOException {
        var about = entry.fact() instanceof OfOperation of ? operations.get(of.operationId()) : null;
        var folded = Fold.apply(sessions.get(entry.fact().sessionId()), about, entry);
        assertThat(folded).as(body).isInstanceOf(Folded.Counted.class);
        if (folded instanceof Folded.Counted(var session, var operation)) {
            sessions.put(session.id(), session);
            isReadBack(body, session.toState());
            if (operation != null) {
                operations.put(operation.id(), operation);
                isReadBack(body, DoorInTest.view(operation));
            }
        }
    }

    private static void isReadBack(String body, Object view) throws IOException {
        var written = Json.strict().writeValueAsString(view);
        assertThat(Json.strict().readTree(written).toString()).as(body).isEqualTo(written);
        assertThat(written).as(body).doesNotContain("\"Infinity\"", "\\u0000");
    }

    Map<SessionId, Session> sessions() {
        return sessions;
    }

    Map<OperationId, Operation> operations() {
        return operations;
    }
}

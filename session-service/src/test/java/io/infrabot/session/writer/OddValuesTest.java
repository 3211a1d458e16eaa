package io.infrabot.session.writer;

import static io.infrabot.session.writer.OnePartition.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.events.Usage;
import io.infrabot.session.decide.Decision;
import io.infrabot.session.history.FactReader;
import io.infrabot.session.index.SessionIndex;
import io.infrabot.session.index.SessionIndexes;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.Json;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.RecordCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a door has ever let in is folded, stored, listed and shown. The seed is fixed, so a failure repeats. */
class OddValuesTest {

    private static final long SEED = 20_261_127L;
    private static final int ROUNDS = 60;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Usage USAGE = new Usage(Duration.ofMillis(3), Duration.ZERO, 0, 0, 0);
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "1e400",
            "-1e400",
            "1e-400",
            "0.1",
            "-0.0",
            "9".repeat(100),
            "-" + "9".repeat(99),
            "1e22",
            "\"\\ud800\"",
            "\"\\udc00\\ud800x\"",
            "\"\\ud83d\\ude00\"",
            "\"\u2028\u0085\ufeff\"",
            "\"\\u0000\\u001b[31m\"",
            "\"" + "n".repeat(200_000) + "\"",
            "\"\ud83d\ude00\"",
            "\"\"",
            "[]",
            "{}",
            "{\"\":1}",
            // half a pair in a name was never let in
            "{\"\ud83d\ude00\":1}",
            "{\"" + "k".repeat(40_000) + "\":null}");

    private final Random random = new Random(SEED);
    private final SessionIndex index = SessionIndexes.empty();
    private OnePartition partition = new OnePartition(new StoredLog(), new RecordingStore());

    @Test
    void whateverADoorHasEverLetInIsFoldedStoredListedAndShown() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            var id = new SessionId("0197a000-0000-7000-8000-%012d".formatted(round));
            var operation = new OperationId(id + ".abcdefghijkl");
            take(create(id));
            take(run(id, operation));
            tell(operation);
            assertIsWhole(id);
        }

        partition = partition.successor();
        assertThat(partition.unreadable()).isEmpty();
        var folded = partition.elsewhere();
        assertThat(folded.unreadable()).isEmpty();
        for (int round = 0; round < ROUNDS; round++) {
            var id = new SessionId("0197a000-0000-7000-8000-%012d".formatted(round));
            assertThat(folded.ledger().session(id)).isEqualTo(partition.ledger().session(id));
        }
        assertThat(Json.strict().writeValueAsBytes(Map.of("items", index.find(_ -> true, null, ROUNDS))))
                .isNotEmpty();
        assertThat(partition.history())
                .allMatch(
                        record -> FactReader.read(record.headers(), record.value(), 0) instanceof FactReader.Read.Fact);
    }

    private void assertIsWhole(SessionId id) throws IOException {
        var session = Objects.requireNonNull(partition.ledger().session(id));
        index.put(RecordCodec.decode(RecordCodec.encode(session.toState()), io.infrabot.events.SessionState.class));
        assertThat(Json.strict().writeValueAsBytes(session.toState())).isNotEmpty();
        var operation = Objects.requireNonNull(partition.ledger().operation(new OperationId(id + ".abcdefghijkl")));
        assertThat(Json.strict().writeValueAsBytes(operation)).isNotEmpty();
        assertThat(operation.phase()).isInstanceOf(Phase.Succeeded.class);
        assertThat(session.mark().position()).isEqualTo(partition.history().size() - 1L);
    }

    /** As a record on the topic of requests, within the bounds of a door as it has always been. */
    private void take(Request request) {
        assertThat(partition.ask(request)).isInstanceOf(Decision.Facts.class);
    }

    private void tell(OperationId id) throws IOException {
        Operation standing = Objects.requireNonNull(partition.ledger().operation(id));
        var run = ((Phase.OnNode) standing.phase()).run();
        var result = Json.strict().readValue("{\"echo\":" + odd(90) + "}", Map.class);
        @SuppressWarnings("unchecked")
        Map<String, Object> typed = result;
        partition.tell(
                new Report.Succeeded(id.session(), id, run.id(), OnePartition.NODE, "i1", NOON, 1, typed, USAGE));
    }

    private Request create(SessionId id) {
        return read(
                new Request.CreateSession(id, "team", null, null, null, null, null),
                "{\"sessionId\":\"%s\",\"team\":%s,\"name\":%s,\"labels\":{\"a\":null,\"\ud83d\ude00\":%s},\"metadata\":{\"a\":%s}}"
                        .formatted(id, text(), text(), text(), odd(97)));
    }

    private Request run(SessionId id, OperationId operation) {
        return read(
                new Request.RunOperation(operation, id, OnePartition.NOOP, Map.of(), null, null),
                "{\"operationId\":\"%s\",\"sessionId\":\"%s\",\"type\":\"tool.noop\",\"arguments\":{\"echo\":%s}}"
                        .formatted(operation, id, odd(97)));
    }

    private static Request read(Request like, String json) {
        var headers = Envelope.of("i".repeat(512), "s".repeat(512), NOON).headersFor(like);
        var received = RecordCodec.read(headers, bytes(json));
        assertThat(received).isInstanceOf(Known.class);
        return (Request) ((Known) received).record();
    }

    private String text() {
        String scalar;
        do {
            scalar = SCALARS.get(random.nextInt(SCALARS.size()));
        } while (!scalar.startsWith("\""));
        return scalar;
    }

    /** Something odd, somewhere in lists and objects up to {@code deepest} of them deep. */
    private String odd(int deepest) {
        var depth = random.nextBoolean() ? deepest : random.nextInt(deepest);
        var open = new StringBuilder();
        var close = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            var list = random.nextBoolean();
            open.append(list ? "[" : "{\"a\":");
            close.insert(0, list ? "]" : "}");
        }
        var inner = depth > deepest - 2 ? "1e400" : SCALARS.get(random.nextInt(SCALARS.size()));
        return open + inner + close;
    }
}

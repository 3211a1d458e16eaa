package io.infrabot.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Session;
import io.infrabot.testkit.history.Ledgers.Folded;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.wire.Json;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;

/** What a test asks of the history: folded from its first fact, outside of the process that wrote it. */
public final class HistoryFold {

    private final Ledgers ledgers;

    private HistoryFold(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    /** What stands in the history now. */
    public static HistoryFold of(TopicProbe topics) {
        return new HistoryFold(Ledgers.of(Histories.read(topics)));
    }

    /** The same, of a topic on which strangers have put what is no fact. */
    public static HistoryFold ofWhatCanBeRead(TopicProbe topics) {
        return new HistoryFold(Ledgers.of(Histories.readable(topics)));
    }

    /** The facts that count of one operation, in order. */
    public List<HistoryEntry> factsOf(String operation) {
        return ledgers.factsOf(new OperationId(operation)).stream()
                .map(Logged::entry)
                .toList();
    }

    /** The kinds of the facts that count of one operation, in order, such as {@code OperationStarted}. */
    public List<String> kindsOf(String operation) {
        return factsOf(operation).stream()
                .map(entry -> entry.fact().getClass().getSimpleName())
                .toList();
    }

    /** The facts that count of one session, in order. */
    public List<HistoryEntry> factsOfSession(String session) {
        return ledgers.session(new SessionId(session)).counted().stream()
                .map(Logged::entry)
                .toList();
    }

    /** Versions grow by one; every operation has exactly one end, and nothing follows it. */
    public HistoryFold isSound() {
        ledgers.sessions().values().forEach(HistoryFold::assertSound);
        return this;
    }

    private static void assertSound(Folded standing) {
        assertThat(standing.counted())
                .extracting(logged -> logged.entry().fact().version())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, standing.counted().size())
                                .boxed()
                                .toList());
        var ended = new HashSet<OperationId>();
        for (var logged : standing.counted()) {
            if (logged.entry().fact() instanceof OfOperation about) {
                assertThat(ended).as("ends before %s", about).doesNotContain(about.operationId());
                if (Ledgers.isEnd(about)) {
                    ended.add(about.operationId());
                }
            }
        }
        assertThat(ended)
                .containsExactlyInAnyOrderElementsOf(standing.operations().keySet());
    }

    /** Every session and operation stands at the writer where the history says. */
    public HistoryFold equalsWhatTheWriterSays(Api api) {
        ledgers.sessions().forEach((id, standing) -> {
            var session = standing.session();
            if (session.isEmpty() || session.get().deleted()) {
                assertThat(api.get("/api/v1/sessions/" + id).status()).isEqualTo(404);
            } else {
                assertSame(session.get(), api.session(id.value()));
                assertSame(standing, api.operations(id.value()));
            }
        });
        return this;
    }

    private static void assertSame(Folded standing, List<JsonNode> list) {
        var operations = standing.operations();
        var told = new HashMap<OperationId, JsonNode>();
        list.forEach(each -> told.put(new OperationId(each.path("operationId").asText()), each));
        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(operations.keySet());
        operations.forEach((id, folded) -> assertSame(folded, told.getOrDefault(id, MissingNode.getInstance())));
    }

    private static void assertSame(Session folded, JsonNode told) {
        assertThat(RecordCodec.decode(told.toString().getBytes(StandardCharsets.UTF_8), SessionState.class))
                .isEqualTo(folded.toState());
    }

    private static void assertSame(Operation folded, JsonNode told) {
        assertThat(told.path("status").asText()).isEqualTo(folded.status().name());
        assertThat(told.path("type").asText()).isEqualTo(folded.ask().type());
        assertThat(told.path("attempt").asInt()).isEqualTo(folded.attempt());
        assertThat(told.path("node").asText())
                .isEqualTo(folded.node() == null ? "" : folded.node().value());
        assertThat(told.path("requestedAt").asText())
                .isEqualTo(folded.ask().at().toString());
        switch (folded.phase()) {
            case Phase.Succeeded end -> {
                assertThat(told.path("result").toString())
                        .isEqualTo(Json.tolerant().valueToTree(end.result()).toString());
                assertThat(told.path("usage").toString())
                        .isEqualTo(Json.tolerant().valueToTree(end.usage()).toString());
            }
            case Phase.Failed end ->
                assertThat(told.path("error").toString())
                        .isEqualTo(Json.tolerant().valueToTree(end.error()).toString());
            default -> {
                // the status has said it all
            }
        }
    }
}

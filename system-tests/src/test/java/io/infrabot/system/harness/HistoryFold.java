package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.Topics;
import io.infrabot.session.ledger.Entry;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Phase;
import io.infrabot.session.ledger.Session;
import io.infrabot.session.writer.FactReader;
import io.infrabot.wire.Json;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Folds the history from its first fact, outside of the process that wrote it. */
public final class HistoryFold {

    /** One session, as its history says. */
    private static final class Folded {
        private @Nullable Session session;
        private final Map<OperationId, Operation> operations = new HashMap<>();
        private final List<Entry> counted = new ArrayList<>();
    }

    private final Map<SessionId, Folded> sessions = new HashMap<>();

    private HistoryFold() {}

    /** What stands in the history now. */
    public static HistoryFold of(TopicProbe topics) {
        var fold = new HistoryFold();
        for (var record : topics.all(Topics.SESSION_EVENTS)) {
            assertThat(FactReader.read(record.headers(), record.value(), record.offset()))
                    .isInstanceOfSatisfying(FactReader.Read.Fact.class, fact -> fold.add(fact.entry()));
        }
        return fold;
    }

    private void add(Entry entry) {
        var standing = sessions.computeIfAbsent(entry.fact().sessionId(), _ -> new Folded());
        var id = entry.fact() instanceof OfOperation about ? about.operationId() : null;
        var before = id == null ? null : standing.operations.get(id);
        if (Fold.apply(standing.session, before, entry) instanceof Fold.Folded.Counted(var session, var after)) {
            standing.session = session;
            standing.counted.add(entry);
            if (after != null) {
                standing.operations.put(after.id(), after);
            }
        }
    }

    /** The facts that count of one operation, in order. */
    public List<Entry> factsOf(String operation) {
        var id = new OperationId(operation);
        return standing(id.session()).counted.stream()
                .filter(entry -> entry.fact() instanceof OfOperation about
                        && about.operationId().equals(id))
                .toList();
    }

    /** The kinds of the facts that count of one operation, in order, such as {@code OperationStarted}. */
    public List<String> kindsOf(String operation) {
        return factsOf(operation).stream()
                .map(entry -> entry.fact().getClass().getSimpleName())
                .toList();
    }

    /** The facts that count of one session, in order. */
    public List<Entry> factsOfSession(String session) {
        return List.copyOf(standing(new SessionId(session)).counted);
    }

    /** Versions grow by one; every operation has exactly one end, and nothing follows it. */
    public HistoryFold isSound() {
        sessions.values().forEach(HistoryFold::assertSound);
        return this;
    }

    private static void assertSound(Folded standing) {
        assertThat(standing.counted)
                .extracting(entry -> entry.fact().version())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, standing.counted.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        var ends = new HashMap<OperationId, Entry>();
        for (var entry : standing.counted) {
            if (entry.fact() instanceof OfOperation about) {
                assertThat(ends.get(about.operationId()))
                        .as("the end before %s", about)
                        .isNull();
                if (isEnd(about)) {
                    ends.put(about.operationId(), entry);
                }
            }
        }
        assertThat(ends.keySet()).containsExactlyInAnyOrderElementsOf(standing.operations.keySet());
    }

    private static boolean isEnd(OfOperation fact) {
        return switch (fact) {
            case SessionEvent.OperationSucceeded _,
                    SessionEvent.OperationFailed _,
                    SessionEvent.OperationCancelled _,
                    SessionEvent.OperationRejected _ -> true;
            default -> false;
        };
    }

    /** Every session and operation stands at the writer where the history says. */
    public HistoryFold equalsWhatTheWriterSays(Api api) {
        sessions.forEach((id, standing) -> {
            if (standing.session == null || standing.session.deleted()) {
                assertThat(api.get("/api/v1/sessions/" + id).status()).isEqualTo(404);
            } else {
                assertSame(standing.session, api.session(id.value()));
                var told = new HashMap<String, JsonNode>();
                api.operations(id.value())
                        .forEach(each -> told.put(each.path("operationId").asText(), each));
                assertThat(told.keySet())
                        .containsExactlyInAnyOrderElementsOf(standing.operations.keySet().stream()
                                .map(OperationId::value)
                                .toList());
                standing.operations.forEach((operation, folded) ->
                        assertSame(folded, told.getOrDefault(operation.value(), api.operation(operation.value()))));
            }
        });
        return this;
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

    private Folded standing(SessionId id) {
        return sessions.getOrDefault(id, new Folded());
    }
}

package io.infrabot.session.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionLimits;
import io.infrabot.session.ledger.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One session without a node, asked for one thing after another; what the front door tries must end as the writer decides. */
abstract class DeciderInTest {

    static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    final Decider decider = new Decider(Rules.standard());
    final LedgerInMemory ledger = new LedgerInMemory();
    int offset;
    Instant now = NOON;

    List<SessionEvent> ask(Request request) {
        var decision = decide(request);
        var facts = ((Decision.Facts) decision).facts();
        facts.forEach(fact -> ledger.fold(HistoryEntry.unwritten(fact, "requests", offset, "request")));
        offset++;
        return facts;
    }

    Decision decide(Request request) {
        var origin = new Input.Origin("requests", 0, offset, now, "/test", "request-" + offset);
        var nodes = new NodesInMemory(List.of());
        var decision = decider.decide(ledger, new Input.Asked(request, origin), nodes);
        assertThat(codeOf(decider.tried(ledger, request, origin, nodes)))
                .as("what the front door refuses is what the writer would")
                .isEqualTo(codeOf(decision));
        return decision;
    }

    static Refusal.@Nullable Code codeOf(Decision decision) {
        return switch (decision) {
            case Decision.Refused(var refusal) -> refusal.code();
            case Decision.Facts(var _, var refusal) when refusal != null -> refusal.code();
            case Decision.Facts _, Decision.Nothing _ -> null;
        };
    }

    static Request create(@Nullable SessionLimits limits) {
        return new Request.CreateSession(SESSION, "team", null, null, null, null, limits);
    }

    static Request pull() {
        return run("docker.pull", Map.of("image", "127.0.0.1:5000/app:1"));
    }

    static Request run(String type, Map<String, Object> arguments) {
        return new Request.RunOperation(null, SESSION, type, arguments, null, null);
    }
}

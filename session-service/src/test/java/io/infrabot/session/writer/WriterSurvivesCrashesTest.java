package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OfOperation;
import io.infrabot.events.SessionEvent.OperationCancelled;
import io.infrabot.events.SessionEvent.OperationFailed;
import io.infrabot.events.SessionEvent.OperationSucceeded;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionStatus;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.session.ledger.Fold;
import io.infrabot.session.ledger.Fold.Folded;
import io.infrabot.session.ledger.Operation;
import io.infrabot.session.ledger.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promises of the writer under random inputs, random order between topics, and deaths at random moments. A failing
 * seed is a repeatable test.
 */
class WriterSurvivesCrashesTest {

    private static final List<SessionId> SESSIONS = List.of(
            new SessionId("0197a000-0000-7000-8000-000000000001"),
            new SessionId("0197a000-0000-7000-8000-000000000002"));

    static List<Long> seeds() {
        return new Random(20261121).longs(1000).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAcceptedOperationEndsOnceAndTheLedgerIsTheFoldOfTheHistory(long seed) {
        var random = new Random(seed);
        var simulation = new Simulation(seed);

        for (int step = 0; step < 400; step++) {
            if (random.nextInt(6) == 0) {
                simulation.requests.add(request(random, simulation));
            }
            if (random.nextInt(40) == 0) {
                simulation.crash();
            }
            simulation.step();
        }
        SESSIONS.forEach(session -> simulation.requests.add(new Request.ChangeStatus(session, SessionStatus.ACTIVE)));
        simulation.settle();

        var folded = fold(simulation);
        for (var session : folded.sessions.values()) {
            assertThat(simulation.ledger().session(session.id())).isEqualTo(session);
        }
        for (var operation : folded.operations.values()) {
            assertThat(simulation.ledger().operation(operation.id())).isEqualTo(operation);
            assertThat(operation.isOver()).as("%s is over", operation).isTrue();
        }
        assertThat(folded.ends.values()).allMatch(ends -> ends == 1);
        assertThat(folded.operations.keySet()).containsAll(asked(simulation, folded));
        simulation
                .effects()
                .forEach((operation, count) ->
                        assertThat(count).as("effects of %s", operation).isEqualTo(1));
    }

    private static Request request(Random random, Simulation simulation) {
        var session = SESSIONS.get(random.nextInt(SESSIONS.size()));
        return switch (random.nextInt(8)) {
            case 0 -> new Request.ChangeStatus(session, SessionStatus.PAUSED);
            case 1, 2 -> new Request.ChangeStatus(session, SessionStatus.ACTIVE);
            case 3 -> cancel(random, simulation, session);
            default ->
                simulation.requests.stream().noneMatch(each -> each.sessionId().equals(session))
                        ? new Request.CreateSession(session, "team", null, null, null, null, null)
                        : new Request.RunOperation(null, session, "tool.noop", Map.of(), null, null);
        };
    }

    private static Request cancel(Random random, Simulation simulation, SessionId session) {
        var offset = simulation.requests.isEmpty() ? 0 : random.nextInt(simulation.requests.size());
        return new Request.CancelOperation(session, idOf(session, offset), null);
    }

    private static OperationId idOf(SessionId session, int offset) {
        return OperationIds.of(session, "/test", io.infrabot.events.TopicNames.REQUESTS + offset);
    }

    /** The operations that were asked for once their session existed: each must stand in the history. */
    private static List<OperationId> asked(Simulation simulation, History history) {
        var ids = new ArrayList<OperationId>();
        for (int offset = 0; offset < simulation.requests.size(); offset++) {
            if (simulation.requests.get(offset) instanceof Request.RunOperation run
                    && history.sessions.containsKey(run.sessionId())) {
                ids.add(idOf(run.sessionId(), offset));
            }
        }
        return ids;
    }

    /** What the history says, folded from its first fact by nobody but the fold. */
    private static final class History {
        private final Map<SessionId, Session> sessions = new HashMap<>();
        private final Map<OperationId, Operation> operations = new HashMap<>();
        private final Map<OperationId, Integer> ends = new HashMap<>();
    }

    private static History fold(Simulation simulation) {
        var history = new History();
        for (int offset = 0; offset < simulation.history.size(); offset++) {
            var entry = simulation.entry(offset);
            var id = entry.fact() instanceof OfOperation about ? about.operationId() : null;
            var before = id == null ? null : history.operations.get(id);
            if (Fold.apply(history.sessions.get(entry.fact().sessionId()), before, entry)
                    instanceof Folded.Counted(var session, var operation)) {
                history.sessions.put(session.id(), session);
                count(history, entry.fact(), operation);
            }
        }
        return history;
    }

    private static void count(History history, SessionEvent fact, @Nullable Operation operation) {
        if (operation != null) {
            history.operations.put(operation.id(), operation);
            if (fact instanceof OperationSucceeded
                    || fact instanceof OperationFailed
                    || fact instanceof OperationCancelled) {
                history.ends.merge(operation.id(), 1, Integer::sum);
            }
        }
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.events.Request.RunOperation;
import io.infrabot.events.SessionId;
import io.infrabot.session.decide.OperationIds;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One session asks for more than the only node takes: part of it waits there, the rest at the writer. */
class FullNodeIT {

    private static final int MANY = 2_500;
    private static final int QUEUE_OF_THE_NODE = 1_000;
    /** Two slots: a hundred a second at most, so that it lasts however fast the machine is. */
    private static final Map<String, Object> SHORT = Map.of("holdMs", 20);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final Stack STACK = new Stack();

    private final Api api = STACK.api();

    @BeforeAll
    static void theNodeHasTwoSlots() {
        STACK.kill(Stack.TOOL_RUNNER);
        STACK.world().add(Stack.TOOL_RUNNER, Manner.USUAL.with("INFRABOT_NODE_LANES_TOOLS_SLOTS", "2"));
        STACK.start(Stack.TOOL_RUNNER);
    }

    @Test
    void thousandsOfOneSessionDoNotHoldUpTheFirstOfAnother() {
        var full = api.sessionOf("many");
        var last = askForMany(full);
        Waiting.until(() -> assertThat(positionOf(last)).isGreaterThan(QUEUE_OF_THE_NODE));
        var position = positionOf(last);

        for (var team : List.of("many", "few")) {
            var end = api.success(api.noop(api.sessionOf(team)));
            var left = waitingIn(full);

            System.out.printf("%d of %d waited still when the first of team %s was over%n", left, MANY, team);
            assertThat(left).isGreaterThan(QUEUE_OF_THE_NODE);
            assertThat(end.path("attempt").asInt()).isEqualTo(1);
        }

        Waiting.until(() -> assertThat(positionOf(last)).isBetween(1, position - 1));
        Waiting.until(
                PATIENCE,
                () -> assertThat(counts(full).path("SUCCEEDED").asInt()).isEqualTo(MANY));
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api);
    }

    /** Returns the one that stands behind all others. */
    private static String askForMany(String session) {
        var publisher = STACK.with(new Publisher(STACK.world()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i < MANY; i++) {
                threads.execute(() -> ask(publisher, session));
            }
        }
        return ask(publisher, session);
    }

    private static String ask(Publisher publisher, String session) {
        var id = UUID.randomUUID().toString();
        var request = new RunOperation(null, new SessionId(session), "tool.noop", SHORT, null, null);
        publisher.publish(request, id);
        return OperationIds.of(request.sessionId(), Publisher.SOURCE, id).value();
    }

    private int positionOf(String operation) {
        return api.operation(operation).path("waiting").path("position").asInt();
    }

    private int waitingIn(String session) {
        return counts(session).path("QUEUED").asInt();
    }

    private JsonNode counts(String session) {
        return api.session(session).path("operations");
    }
}

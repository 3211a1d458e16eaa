package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.OperationId;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent.OperationPlaced;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.util.Map;
import java.util.stream.Stream;

/** A run that a node holds for a few seconds. */
record HeldRun(SessionId session, OperationId operation, RunId run) {

    private static final int HOLD_MS = 3_000;

    static HeldRun of(World world) {
        var api = world.api();
        var session = api.session();
        var operation =
                api.submit("/api/v1/tools/noop", Map.of("sessionId", session, "arguments", Map.of("holdMs", HOLD_MS)));
        Waiting.until(() ->
                assertThat(api.operation(operation).path("status").asText()).isEqualTo("RUNNING"));
        var run = HistoryFold.ofWhatCanBeRead(new TopicProbe(world)).factsOf(operation).stream()
                .flatMap(entry ->
                        entry.fact() instanceof OperationPlaced placed ? Stream.of(placed.run()) : Stream.empty())
                .findFirst()
                .orElseThrow();
        return new HeldRun(new SessionId(session), new OperationId(operation), run);
    }
}

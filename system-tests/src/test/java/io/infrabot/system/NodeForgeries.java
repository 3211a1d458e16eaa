package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.OperationId;
import io.infrabot.events.Report;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Work;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What pretends to be a node, or to be meant for one. */
final class NodeForgeries {

    private static final NodeId TOOL_RUNNER = new NodeId("tool-runner-1");

    private final Forger forger;
    private final World world;
    private final Api api;
    private final GhostNode ghost;

    NodeForgeries(Forger forger) {
        this.forger = forger;
        this.world = forger.world();
        this.api = forger.api();
        this.ghost = new GhostNode(forger.publisher());
    }

    void work() {
        var session = new SessionId(UUID.randomUUID().toString());
        var operation = new OperationId(session + ".aaaaaaaaaaaa");
        var run = new RunId(operation + ":1");
        var forged = new Work.StartRun(
                TOOL_RUNNER,
                forger.node(TOOL_RUNNER).path("incarnation").asText(),
                session,
                operation,
                run,
                "ghosts",
                "tool.noop",
                Map.of("echo", Map.of("forged", true)),
                1,
                false,
                Duration.ofMinutes(1),
                Instant.now(),
                0);

        forger.write(TopicNames.WORK, TOOL_RUNNER.value(), forged);

        Waiting.until(() -> assertThat(forger.read(TopicNames.OPERATION_EVENTS))
                .anyMatch(each ->
                        each instanceof Report.Succeeded end && end.run().equals(run)));
        assertThat(api.get("/api/v1/operations/" + operation).status()).isEqualTo(404);
    }

    void ghost() {
        ghost.introduce();
        var session = api.session();

        Waiting.until(() -> {
            ghost.beat(false);
            assertThat(forger.node(GhostNode.ID).path("status").asText()).isEqualTo("ALIVE");
        });
        Waiting.until(() -> assertThat(api.get("/api/v1/tools/ghost").status()).isEqualTo(200));
        ghost.beat(false);
        var operation = api.submit(
                "/api/v1/tools/ghost", Map.of("sessionId", session, "arguments", Map.of("secret", "told to a ghost")));

        Waiting.until(() -> {
            ghost.beat(false);
            assertThat(forger.read(TopicNames.WORK))
                    .anyMatch(each -> each instanceof Work.StartRun start
                            && start.node().equals(GhostNode.ID)
                            && start.arguments().containsValue("told to a ghost"));
        });
        ghost.beat(true);
        Waiting.until(() -> {
            api.post("/api/v1/operations/" + operation + "/cancel", Map.of());
            assertThat(Api.isOver(api.operation(operation))).isTrue();
        });
    }

    void tombstone() {
        ghost.withdraw();

        Waiting.until(() -> assertThat(api.get("/api/v1/tools/ghost").status()).isEqualTo(404));
    }

    /** As of two processes under one id the later one goes on (ADR 018). It is started again for those who come after. */
    void registration() {
        var own = forger.read(TopicNames.NODES).stream()
                .filter(each -> each instanceof NodeRegistered registered
                        && registered.node().equals(TOOL_RUNNER))
                .map(NodeRegistered.class::cast)
                .toList()
                .getLast();
        forger.write(
                TopicNames.NODES,
                TOOL_RUNNER.value(),
                new NodeRegistered(
                        own.node(),
                        own.kind(),
                        "forged",
                        own.host(),
                        own.version(),
                        own.engine(),
                        own.tools(),
                        own.labels(),
                        own.workPartition(),
                        Instant.now(),
                        null));

        Waiting.until(() -> assertThat(world.isRunning(Stack.TOOL_RUNNER)).isFalse());
        world.start(Stack.TOOL_RUNNER);
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.events.Headers;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.OperationError;
import io.infrabot.events.OperationId;
import io.infrabot.events.Progress;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent.SessionStatusChanged;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.Topics;
import io.infrabot.events.Usage;
import io.infrabot.events.Work;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DynamicTest;

/**
 * What anybody may forge today who may write to the topics: the table of SECURITY.md, measured. Whoever closes a topic
 * changes the row here and there.
 */
final class OpenTopics {

    private static final Usage NONE = new Usage(Duration.ZERO, Duration.ZERO, 0, 0, 0);
    private static final NodeId STRANGER = new NodeId("stranger");
    private static final NodeId TOOL_RUNNER = new NodeId("tool-runner-1");

    private final World world;
    private final Api api;
    private final Publisher publisher;
    private final GhostNode ghost;

    OpenTopics(World world, Publisher publisher) {
        this.world = world;
        this.api = world.api();
        this.publisher = publisher;
        this.ghost = new GhostNode(publisher);
    }

    Stream<DynamicTest> forgeries() {
        return Stream.of(
                DynamicTest.dynamicTest("requests: an operation in another's session runs", this::request),
                DynamicTest.dynamicTest("requests: a timer ends an operation", this::timer),
                DynamicTest.dynamicTest("session.events: a fact with the right ce_after counts", this::fact),
                DynamicTest.dynamicTest("session.state: a ghost session is listed", this::state),
                DynamicTest.dynamicTest("work: a StartRun runs that nobody decided", this::work),
                DynamicTest.dynamicTest("operation.events: a stranger's success ends an operation", this::success),
                DynamicTest.dynamicTest("operation.errors: a stranger's failure is told", this::failure),
                DynamicTest.dynamicTest("operation.progress: a stranger's progress is shown", this::progress),
                DynamicTest.dynamicTest("nodes, beats: a ghost is alive and is given work", this::ghost),
                DynamicTest.dynamicTest("nodes: a tombstone takes a tool away", this::tombstone),
                DynamicTest.dynamicTest("nodes: a later registration ends a node", this::registration),
                DynamicTest.dynamicTest("dlq: a letter of nobody stands among the others", this::deadLetter));
    }

    private void request() {
        api.success(publisher.noop(api.session()).value());
    }

    private void timer() {
        var held = held();

        publisher.publish(
                new Request.RunExpired(held.session(), held.operation(), held.run()),
                UUID.randomUUID().toString());

        assertThat(end(held).path("error").path("code").asText()).isEqualTo("OPERATION_TIMEOUT");
    }

    private void fact() {
        var session = new SessionId(api.session());
        var last = HistoryFold.ofWhatCanBeRead(new TopicProbe(world))
                .factsOfSession(session.value())
                .getLast();
        var forged = new SessionStatusChanged(session, 2, Instant.now(), SessionStatus.FAILED);
        var headers = headers(forged);
        headers.add(Headers.AFTER, last.digest().getBytes(StandardCharsets.UTF_8));

        publisher.publish(Topics.SESSION_EVENTS, session.value(), headers, RecordCodec.encode(forged));

        Waiting.until(() ->
                assertThat(api.session(session.value()).path("status").asText()).isEqualTo("FAILED"));
    }

    private void state() {
        var session = new SessionId(UUID.randomUUID().toString());
        var now = Instant.now();
        var forged = new SessionState(
                session,
                "ghosts",
                null,
                SessionStatus.ACTIVE,
                7,
                Map.of(),
                Map.of(),
                null,
                null,
                Map.of(),
                now,
                now,
                now.plusSeconds(60));

        write(Topics.SESSION_STATE, session.value(), forged);

        Waiting.until(
                () -> assertThat(api.get("/api/v1/sessions?team=ghosts").text()).contains(session.value()));
        assertThat(api.get("/api/v1/sessions/" + session).status()).isEqualTo(404);
    }

    private void work() {
        var session = new SessionId(UUID.randomUUID().toString());
        var operation = new OperationId(session + ".aaaaaaaaaaaa");
        var run = new RunId(operation + ":1");
        var forged = new Work.StartRun(
                TOOL_RUNNER,
                node(TOOL_RUNNER).path("incarnation").asText(),
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

        write(Topics.WORK, TOOL_RUNNER.value(), forged);

        Waiting.until(() -> assertThat(read(Topics.OPERATION_EVENTS))
                .anyMatch(each ->
                        each instanceof Report.Succeeded end && end.run().equals(run)));
        assertThat(api.get("/api/v1/operations/" + operation).status()).isEqualTo(404);
    }

    private void success() {
        var held = held();
        var forged = new Report.Succeeded(
                held.session(),
                held.operation(),
                held.run(),
                STRANGER,
                "none",
                Instant.now(),
                1,
                Map.of("forged", true),
                NONE);

        write(Topics.OPERATION_EVENTS, held.session().value(), forged);

        var end = end(held);
        assertThat(end.path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(end.path("result").path("forged").asBoolean()).isTrue();
    }

    private void failure() {
        var held = held();
        var error = new OperationError("INTERNAL", "INTERNAL", "forged", true);
        var forged = new Report.AttemptFailed(
                held.session(), held.operation(), held.run(), STRANGER, "none", Instant.now(), 1, error, null);

        write(Topics.OPERATION_ERRORS, held.session().value(), forged);

        Waiting.until(() -> assertThat(HistoryFold.ofWhatCanBeRead(new TopicProbe(world))
                        .kindsOf(held.operation().value()))
                .contains("OperationAttemptFailed"));
        assertThat(end(held).path("status").asText()).isEqualTo("SUCCEEDED");
    }

    private void progress() {
        var held = held();
        var forged = new Progress(
                held.session(), held.operation(), held.run(), 1, 1_000_000, 0.99, "forged", null, null, List.of());

        write(Topics.OPERATION_PROGRESS, held.session().value(), forged);

        Waiting.until(() -> assertThat(api.operation(held.operation().value())
                        .path("progress")
                        .path("message")
                        .asText())
                .isEqualTo("forged"));
    }

    private void ghost() {
        ghost.introduce();
        var session = api.session();

        Waiting.until(() -> {
            ghost.beat(false);
            assertThat(node(GhostNode.ID).path("status").asText()).isEqualTo("ALIVE");
        });
        Waiting.until(() -> assertThat(api.get("/api/v1/tools/ghost").status()).isEqualTo(200));
        ghost.beat(false);
        var operation = api.submit(
                "/api/v1/tools/ghost", Map.of("sessionId", session, "arguments", Map.of("secret", "told to a ghost")));

        Waiting.until(() -> {
            ghost.beat(false);
            assertThat(read(Topics.WORK))
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

    private void tombstone() {
        ghost.withdraw();

        Waiting.until(() -> assertThat(api.get("/api/v1/tools/ghost").status()).isEqualTo(404));
    }

    /** As of two processes under one id the later one goes on (ADR 018). It is started again for those who come after. */
    private void registration() {
        var own = read(Topics.NODES).stream()
                .filter(each -> each instanceof NodeRegistered registered
                        && registered.node().equals(TOOL_RUNNER))
                .map(NodeRegistered.class::cast)
                .toList()
                .getLast();
        write(
                Topics.NODES,
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

    private void deadLetter() {
        var topic = Topics.deadLettersOf(Topics.REQUESTS);
        var headers = new RecordHeaders();
        headers.add(Headers.DLQ_REASON, "REFUSED".getBytes(StandardCharsets.UTF_8));
        var value = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

        publisher.publish(topic, "anybody", headers, value);

        assertThat(new TopicProbe(world).all(topic)).anyMatch(letter -> Arrays.equals(value, letter.value()));
    }

    private HeldRun held() {
        return HeldRun.of(world);
    }

    private JsonNode end(HeldRun held) {
        return api.end(held.operation().value());
    }

    private JsonNode node(NodeId id) {
        for (var node : api.get("/api/v1/nodes").body().path("items")) {
            if (node.path("nodeId").asText().equals(id.value())) {
                return node;
            }
        }
        throw new AssertionError("there is no node " + id);
    }

    private List<Object> read(String topic) {
        return new TopicProbe(world)
                .all(topic).stream()
                        .flatMap(record ->
                                RecordCodec.read(record.headers(), record.value()) instanceof Known(Object known, var _)
                                        ? Stream.of(known)
                                        : Stream.empty())
                        .toList();
    }

    private void write(String topic, String key, Object record) {
        publisher.publish(topic, key, headers(record), RecordCodec.encode(record));
    }

    private static RecordHeaders headers(Object record) {
        return Publisher.headers(record, UUID.randomUUID().toString());
    }
}

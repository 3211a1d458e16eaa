package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.Headers;
import io.infrabot.events.NodeId;
import io.infrabot.events.NodeRegistered;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Usage;
import io.infrabot.events.Work;
import io.infrabot.session.decide.Input;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.submit.DoorInTest;
import io.infrabot.session.submit.DoorInTest.Published;
import io.infrabot.session.writer.OnePartition;
import io.infrabot.session.writer.PartsInTest;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a door accepts is decided, written, read back, folded and shown: bodies through the front door's own code and
 * the writer's topology. The seeds are fixed, so that a failure repeats.
 */
class WhatADoorAcceptsCanBeUsedTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final NodeId NODE = new NodeId("tool-runner-1");
    private static final String NOOP = "tool.noop";
    private static final int ROUNDS = 800;

    @TempDir
    private java.nio.file.Path state;

    private final KnownNodes nodes = new KnownNodes();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DoorInTest door = new DoorInTest();
    private final CheckedHistory history = new CheckedHistory();
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        driver = TopologyInTest.driver(PartsInTest.of(nodes, metrics, () -> 0), state);
        aNodeBeats();
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void whatTheFrontDoorLetsInIsNeverADeadLetterAndAlwaysShown() throws IOException {
        var bodies = new RandomBodies(20_261_127L);
        var session = publish(door.create("{\"team\":\"a\"}").orElseThrow()).sessionId();
        var accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var body = new StringBuilder();
            var published = call(bodies, session, body);
            if (published.isPresent()) {
                accepted++;
                var _ = publish(published.get());
                assertThat(deadLetters(TopicNames.REQUESTS)).as(body.toString()).isEmpty();
                endWhatRuns();
                if (published.get().request() instanceof Request.ChangeStatus) {
                    door.status(session, "{\"status\":\"ACTIVE\"}").ifPresent(this::publish);
                }
                readAll(body.toString());
            }
        }
        assertThat(deadLetters(TopicNames.OPERATION_EVENTS)).isEmpty();
        assertThat(accepted).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
        assertThat(history.operations().size()).isGreaterThan(20);
        assertThat(history.sessions().size()).isGreaterThan(10);
    }

    @Test
    void aRandomRecordIsRefusedForItsFormOrItsFactsCanBeRead() throws IOException {
        var bodies = new RandomBodies(20_261_128L);
        var session = publish(door.create("{\"team\":\"a\"}").orElseThrow()).sessionId();
        for (int round = 0; round < ROUNDS; round++) {
            var type = bodies.next(2) == 0
                    ? new Request.CreateSession(session, "a", null, null, null, null, null)
                    : new Request.RunOperation(null, session, NOOP, Map.of(), null, null);
            var body = type instanceof Request.CreateSession
                    ? bodies.create().replaceFirst("\\{", "{\"sessionId\":\"" + session + "\",")
                    : bodies.operation(session.value(), "arguments", "target")
                            .replaceFirst("\\{", "{\"type\":\"" + NOOP + "\",");
            pipe(
                    TopicNames.REQUESTS,
                    session,
                    body.replace(",}", "}").getBytes(StandardCharsets.UTF_8),
                    Envelope.of("record-" + round, "/test", NOON).headersFor(type));
            endWhatRuns();
            readAll(body);
        }
        assertThat(deadLetters(TopicNames.REQUESTS).stream()
                        .map(each -> each.substring(0, each.indexOf(':')))
                        .distinct())
                .contains("RECORD_INVALID")
                .isSubsetOf("NOT_JSON", "RECORD_INVALID", "REFUSED");
        assertThat(deadLetters(TopicNames.OPERATION_EVENTS)).isEmpty();
        assertThat(history.operations().size()).isGreaterThan(20);
    }

    @Test
    void theLongestIdOfARequestMakesFactsThatCanBeRead() throws IOException {
        var session = publish(door.create("{\"team\":\"a\"}").orElseThrow()).sessionId();
        var run = new Request.RunOperation(null, session, NOOP, Map.of(), null, null);
        for (var id : List.of("x".repeat(480), "x".repeat(481), "x".repeat(512), "a\nb", "a\u0000b")) {
            pipe(
                    TopicNames.REQUESTS,
                    session,
                    RecordCodec.encode(run),
                    Envelope.of(id, "/test", NOON).headersFor(run));
        }
        readAll("ids");

        assertThat(deadLetters(TopicNames.REQUESTS))
                .hasSize(4)
                .allSatisfy(reason -> assertThat(reason).startsWith("NOT_A_CLOUD_EVENT: ce_id must"));
        assertThat(history.operations()).hasSize(1);
    }

    private Optional<Published> call(RandomBodies bodies, SessionId session, StringBuilder said) {
        var id = session.value();
        return switch (bodies.next(8)) {
            case 0 -> door.pull(say(said, bodies.operation(id, "image", "policy", "platform", "target")));
            case 1 -> door.push(say(said, bodies.operation(id, "image", "target")));
            case 2 -> door.tag(say(said, bodies.operation(id, "source", "target.image", "placement")));
            case 3 ->
                door.build(say(said, bodies.operation(id, "context", "dockerfile", "tag", "buildArgs", "target")));
            case 4 ->
                history.operations().keySet().stream()
                        .findAny()
                        .flatMap(operation -> door.cancel(operation, say(said, bodies.cancel())));
            case 5, 6 -> door.run("noop", say(said, bodies.operation(id, "arguments", "target")));
            default ->
                bodies.next(8) == 0
                        ? door.status(session, say(said, bodies.status()))
                        : door.create(say(said, bodies.create()));
        };
    }

    private static String say(StringBuilder said, String body) {
        said.append(body);
        return body;
    }

    private Request publish(Published published) {
        var request = published.request();
        pipe(
                TopicNames.REQUESTS,
                request.sessionId(),
                RecordCodec.encode(request),
                Envelope.of(published.id(), Input.FRONT_DOOR, NOON).headersFor(request));
        return request;
    }

    /** Each fact counts and can be read; what it leads to can be written and read as every reader gets it. */
    private void readAll(String body) throws IOException {
        history.read(read(TopicNames.SESSION_EVENTS), body);
        for (var record : read(TopicNames.SESSION_STATE)) {
            assertThat(RecordCodec.read(record.headers(), record.value()))
                    .as(body)
                    .isInstanceOfSatisfying(
                            Known.class, known -> assertThat(known.record()).isInstanceOf(SessionState.class));
        }
    }

    private void endWhatRuns() {
        for (var record : read(TopicNames.WORK)) {
            if (RecordCodec.read(record.headers(), record.value()) instanceof Known(Work.StartRun start, var _)) {
                var report = new Report.Succeeded(
                        start.sessionId(),
                        start.operationId(),
                        start.run(),
                        NODE,
                        start.incarnation(),
                        NOON,
                        start.attempt(),
                        start.arguments(),
                        new Usage(Duration.ofMillis(3), Duration.ZERO, 0, 0, 0));
                pipe(
                        TopicNames.OPERATION_EVENTS,
                        start.sessionId(),
                        RecordCodec.encode(report),
                        Envelope.of(start.run() + ":end", "/node", NOON).headersFor(report));
            }
        }
    }

    private void pipe(String topic, SessionId key, byte[] value, RecordHeaders headers) {
        TopologyInTest.pipe(driver, topic, OnePartition.bytes(key.value()), value, headers);
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return TopologyInTest.read(driver, topic);
    }

    private List<String> deadLetters(String topic) {
        return TopologyInTest.deadLetters(driver, topic).stream()
                .map(record -> RecordCodec.text(record.headers(), Headers.DLQ_REASON) + ": "
                        + RecordCodec.text(record.headers(), Headers.DLQ_DETAIL))
                .toList();
    }

    private void aNodeBeats() {
        nodes.echoSeen(System.nanoTime());
        var tool = new NodeRegistered.Tool(NOOP, "returns what it is given", Map.of());
        nodes.registered(
                NODE,
                new NodeRegistered(NODE, "tool-runner", "i1", "host", "1", null, List.of(tool), Map.of(), 7, NOON));
        nodes.beat(new Beat(
                NODE,
                "tool-runner",
                "i1",
                1,
                NOON,
                null,
                true,
                List.of(NOOP),
                Map.of("zone", "a"),
                Map.of("tools", new Beat.Lane(1_000_000, 0, 0, 1_000_000, List.of(NOOP))),
                List.of(),
                7,
                false,
                false));
    }
}

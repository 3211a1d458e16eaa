package io.infrabot.session.topology;

import io.infrabot.events.Beat;
import io.infrabot.events.Headers;
import io.infrabot.events.NodeId;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.TopicNames;
import io.infrabot.events.Usage;
import io.infrabot.events.Work;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.writer.PartsInTest;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The writer's topology in Kafka's TopologyTestDriver, and what tests put in and read. */
abstract class WriterInADriver {

    static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    static final NodeId NODE = new NodeId("tool-runner-1");
    static final Usage USAGE = new Usage(Duration.ofMillis(3), Duration.ZERO, 0, 0, 0);
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final String NOOP = "tool.noop";

    @TempDir
    private java.nio.file.Path state;

    final KnownNodes nodes = new KnownNodes();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Set<SessionId> contradicted = new HashSet<>();
    TopologyTestDriver driver;
    int requests;
    long nanos;

    @BeforeEach
    void open() {
        driver = driverOf(1);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    TopologyTestDriver driverOf(int partitions) {
        return TopologyInTest.driver(
                PartsInTest.of(nodes, metrics, this::takeContradicted, partitions, () -> nanos), state);
    }

    private Set<SessionId> takeContradicted(Predicate<SessionId> ours) {
        var taken = contradicted.stream().filter(ours).collect(Collectors.toSet());
        contradicted.removeAll(taken);
        return taken;
    }

    void ask(Request request) {
        publish(request.sessionId().value(), request, "request-" + requests++);
    }

    void publish(String key, Request request, String id) {
        var headers = Envelope.of(id, "/test", NOON).headersFor(request);
        pipe(TopicNames.REQUESTS, key, RecordCodec.encode(request), headers);
    }

    void report(Report report) {
        var headers = Envelope.of(report.run() + report.getClass().getSimpleName(), "/node", NOON)
                .headersFor(report);
        pipe(TopicNames.OPERATION_EVENTS, SESSION.value(), RecordCodec.encode(report), headers);
    }

    void pipe(String topic, @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
        var keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        TopologyInTest.pipe(driver, topic, keyBytes, value, headers);
    }

    List<TestRecord<byte[], byte[]>> read(String topic) {
        return TopologyInTest.read(driver, topic);
    }

    <T> List<T> read(String topic, Class<T> type) {
        var records = new ArrayList<T>();
        for (var record : read(topic)) {
            if (RecordCodec.read(record.headers(), record.value()) instanceof Known(var value, var _)) {
                records.add(type.cast(value));
            }
        }
        return records;
    }

    List<SessionEvent> facts() {
        return read(TopicNames.SESSION_EVENTS, SessionEvent.class);
    }

    List<Work> work() {
        return read(TopicNames.WORK, Work.class);
    }

    List<SessionState> states() {
        return read(TopicNames.SESSION_STATE, SessionState.class);
    }

    List<String> deadLetterReasons(String topic) {
        return TopologyInTest.deadLetters(driver, topic).stream()
                .map(record -> String.valueOf(RecordCodec.text(record.headers(), Headers.DLQ_REASON)))
                .toList();
    }

    void tick() {
        driver.advanceWallClockTime(Duration.ofMillis(300));
    }

    void aNodeBeats(String incarnation, RunId... runs) {
        nodes.echoSeen(System.nanoTime());
        nodes.registered(NODE, registration(incarnation));
        nodes.beat(new Beat(
                NODE,
                "tool-runner",
                incarnation,
                1,
                NOON,
                null,
                true,
                List.of(NOOP),
                Map.of(),
                Map.of("tools", new Beat.Lane(16, 0, 0, 1000, List.of(NOOP))),
                List.of(runs),
                7,
                false,
                false));
    }

    static io.infrabot.events.NodeRegistered registration(String incarnation) {
        return new io.infrabot.events.NodeRegistered(
                NODE,
                "tool-runner",
                incarnation,
                "host",
                "1",
                null,
                List.of(new io.infrabot.events.NodeRegistered.Tool(NOOP, "does nothing", Map.of())),
                Map.of(),
                7,
                NOON);
    }

    static Request createSession() {
        return new Request.CreateSession(SESSION, "team", null, null, null, null, null);
    }

    static Request noop() {
        return new Request.RunOperation(null, SESSION, NOOP, Map.of(), null, null);
    }

    static Report started(Work.StartRun start) {
        return new Report.Started(
                SESSION, start.operationId(), start.run(), NODE, start.incarnation(), NOON, start.attempt());
    }

    static Report succeeded(Work.StartRun start) {
        return new Report.Succeeded(
                SESSION,
                start.operationId(),
                start.run(),
                NODE,
                start.incarnation(),
                NOON,
                start.attempt(),
                Map.of("echo", "x"),
                USAGE);
    }
}

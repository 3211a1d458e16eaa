package io.infrabot.session.topology;

import static io.infrabot.session.writer.OnePartition.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.events.Progress;
import io.infrabot.events.RecordTypes;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.TopicNames;
import io.infrabot.session.history.FactDigest;
import io.infrabot.session.nodes.KnownNodes;
import io.infrabot.session.writer.PartsInTest;
import io.infrabot.session.writer.StoredLog;
import io.infrabot.session.writer.UnreadableSessions;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of every bad kind on every topic that the writer reads: it goes on, and a restart folds. */
class PlantedRecordsTest {

    private static final SessionId ILL = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final SessionId WELL = new SessionId("0197a000-0000-7000-8000-000000000002");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final int MOST_REQUESTS = 100;
    private static final int MOST_TYPES = 3;

    @TempDir
    private Path state;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final UnreadableSessions unreadable = new UnreadableSessions(metrics);
    private final StoredLog log = new StoredLog();
    private int requests;

    @Test
    void whateverIsPlantedTheWriterGoesOnAndARestartFolds() {
        try (var driver = driver("first")) {
            create(driver, ILL);
            create(driver, WELL);
            remember(driver);
            for (var topic : WriterTopology.READ) {
                junk().forEach(value -> {
                    typesOf(topic).forEach(type -> pipe(driver, topic, bytes(ILL.value()), value, headers(type)));
                    pipe(driver, topic, bytes(ILL.value()), value, new RecordHeaders());
                    pipe(
                            driver,
                            topic,
                            null,
                            value,
                            headers(typesOf(topic).toList().getLast()));
                });
            }
            assertThat(unreadable.inOneLine()).isEmpty();
            assertIsOpen(driver, ILL);
            assertIsOpen(driver, WELL);
        }
        // with nothing left but the history, in which the junk stands too
        try (var driver = driver("second")) {
            goOnWithRequests(driver);
            assertIsOpen(driver, ILL);
            assertIsOpen(driver, WELL);
        }
    }

    @Test
    void anUnreadableFactIsPutAsideOnceWithItsPositionAndEverythingAskedOfItsSessionToo() {
        long offset;
        try (var driver = driver("first")) {
            create(driver, ILL);
            create(driver, WELL);
            var last = remember(driver).stream()
                    .filter(record ->
                            new String(record.key(), java.nio.charset.StandardCharsets.UTF_8).equals(ILL.value()))
                    .toList()
                    .getLast();
            var headers = headers("io.infrabot.session.operation-waiting.v1");
            headers.add(Headers.AFTER, bytes(FactDigest.of("", last.value())));
            offset = log.records(TopicNames.SESSION_EVENTS).size();
            pipe(driver, TopicNames.SESSION_EVENTS, bytes(ILL.value()), bytes("[[["), headers);

            assertThat(TopologyInTest.deadLetters(driver, TopicNames.SESSION_EVENTS))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.value()).isEqualTo(bytes("[[["));
                        assertThat(RecordCodec.text(letter.headers(), Headers.DLQ_OFFSET))
                                .isNotNull();
                    });
            ask(driver, ILL);
            assertThat(TopologyInTest.deadLetters(driver, TopicNames.REQUESTS))
                    .singleElement()
                    .satisfies(letter -> assertThat(RecordCodec.text(letter.headers(), Headers.DLQ_DETAIL))
                            .contains("SESSION_UNREADABLE", TopicNames.SESSION_EVENTS));
            assertIsOpen(driver, WELL);
            assertThat(metrics.get("infrabot.mcp.sessions.unreadable").gauge().value())
                    .isEqualTo(1);
        }
        try (var driver = driver("second")) {
            goOnWithRequests(driver);
            assertIsOpen(driver, WELL);
            ask(driver, ILL);
            assertThat(unreadable.inOneLine()).contains(ILL.value(), "@" + offset);
            assertThat(TopologyInTest.deadLetters(driver, TopicNames.SESSION_EVENTS))
                    .isEmpty();
            assertThat(TopologyInTest.deadLetters(driver, TopicNames.REQUESTS)).hasSize(1);
        }
    }

    private static Stream<byte @Nullable []> junk() {
        return Stream.of(
                null,
                new byte[0],
                new byte[] {(byte) 0xff, (byte) 0xfe, 0},
                bytes("null"),
                bytes("{}"),
                bytes("[]"),
                bytes("[".repeat(50_000)),
                bytes("{\"sessionId\":{},\"version\":{}}"),
                bytes("{\"sessionId\":\"\\ud800\"}"),
                bytes("{\"sessionId\":\"" + ILL + "\",\"version\":1e400}"),
                bytes("{\"sessionId\":\"" + ILL + "\",\"version\":" + "9".repeat(5_000) + "}"));
    }

    /** The types that belong on the topic, and one that is of a later release. */
    private static Stream<String> typesOf(String topic) {
        var later = "io.infrabot.session.paused-again.v9";
        var known = RecordTypes.all().entrySet().stream()
                .filter(each -> isOf(topic, each.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .limit(MOST_TYPES);
        return Stream.concat(Stream.of(later), known);
    }

    private static boolean isOf(String topic, Class<?> type) {
        return switch (topic) {
            case TopicNames.REQUESTS -> Request.class.isAssignableFrom(type);
            case TopicNames.SESSION_EVENTS -> SessionEvent.class.isAssignableFrom(type);
            case TopicNames.OPERATION_PROGRESS -> Progress.class.isAssignableFrom(type);
            default -> Report.class.isAssignableFrom(type);
        };
    }

    private static RecordHeaders headers(String type) {
        var headers = Envelope.of("1", "/test", NOON).headersFor(new Request.DeleteSession(ILL));
        headers.remove(Headers.TYPE).add(Headers.TYPE, bytes(type));
        return headers;
    }

    private void create(TopologyTestDriver driver, SessionId session) {
        publish(driver, new Request.CreateSession(session, "team", null, null, null, null, null));
    }

    private void ask(TopologyTestDriver driver, SessionId session) {
        publish(
                driver,
                new Request.RunOperation(null, session, "docker.pull", Map.of("image", "alpine:3"), null, null));
    }

    private void assertIsOpen(TopologyTestDriver driver, SessionId session) {
        var _ = remember(driver);
        ask(driver, session);
        assertThat(remember(driver))
                .as("facts of %s", session)
                .isNotEmpty()
                .allMatch(fact ->
                        session.value().equals(new String(fact.key(), java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** The driver counts offsets from 0 again, and what stands before what was decided would be a repeat. */
    private void goOnWithRequests(TopologyTestDriver driver) {
        for (int i = 0; i < MOST_REQUESTS; i++) {
            pipe(driver, TopicNames.REQUESTS, null, null, new RecordHeaders());
        }
        var _ = TopologyInTest.deadLetters(driver, TopicNames.REQUESTS);
    }

    private void publish(TopologyTestDriver driver, Request request) {
        var headers = Envelope.of("request-" + requests++, "/test", NOON).headersFor(request);
        pipe(driver, TopicNames.REQUESTS, bytes(request.sessionId().value()), RecordCodec.encode(request), headers);
    }

    private void pipe(
            TopologyTestDriver driver,
            String topic,
            byte @Nullable [] key,
            byte @Nullable [] value,
            RecordHeaders headers) {
        if (topic.equals(TopicNames.SESSION_EVENTS)) {
            log.append(topic, key, value, headers);
        }
        TopologyInTest.pipe(driver, topic, key, value, headers);
    }

    /** The facts written since it was asked last; they stand in the log from then on. */
    private List<TestRecord<byte[], byte[]>> remember(TopologyTestDriver driver) {
        var facts = TopologyInTest.read(driver, TopicNames.SESSION_EVENTS);
        facts.forEach(fact -> log.append(TopicNames.SESSION_EVENTS, fact.key(), fact.value(), fact.headers()));
        return facts;
    }

    private TopologyTestDriver driver(String name) {
        return TopologyInTest.driver(PartsInTest.of(new KnownNodes(), log, metrics, unreadable), state.resolve(name));
    }
}

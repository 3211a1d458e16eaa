package io.infrabot.session.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Beat;
import io.infrabot.events.Headers;
import io.infrabot.events.NodeId;
import io.infrabot.events.Report;
import io.infrabot.events.Request;
import io.infrabot.events.RunId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.Topics;
import io.infrabot.events.Usage;
import io.infrabot.events.Work;
import io.infrabot.session.nodes.KnownNodes;
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
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriterTopologyTest {

    private static final SessionId SESSION = new SessionId("0197a000-0000-7000-8000-000000000001");
    private static final NodeId NODE = new NodeId("tool-runner-1");
    private static final Usage USAGE = new Usage(Duration.ofMillis(3), Duration.ZERO, 0, 0, 0);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String NOOP = "tool.noop";

    @TempDir
    private java.nio.file.Path state;

    private final KnownNodes nodes = new KnownNodes();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Set<SessionId> contradicted = new HashSet<>();
    private TopologyTestDriver driver;
    private int requests;
    private long nanos;

    @BeforeEach
    void open() {
        driver = driverOf(1);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aRequestBecomesAFactAndTheFactBecomesTheState() {
        ask(createSession());

        assertThat(facts()).singleElement().isInstanceOf(SessionEvent.SessionCreated.class);
        assertThat(states())
                .singleElement()
                .satisfies(each -> assertThat(each.status()).isEqualTo(SessionStatus.CREATED));
    }

    @Test
    void theFactsOfOneDecisionAreSaidAsOneState() {
        aNodeBeats("i1");

        ask(createSession());
        ask(noop());

        assertThat(facts()).hasSize(3);
        assertThat(states()).extracting(SessionState::version).containsExactly(1L, 3L);
    }

    @Test
    void aStateThatALateWordHasPutBackIsSaidAgainOnce() {
        ask(createSession());
        var said = states();
        contradicted.add(SESSION);

        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(states()).isEqualTo(said);
        assertThat(metrics.counter("infrabot.mcp.states.repaired").count()).isEqualTo(1);
    }

    @Test
    void workLeavesForTheNodeOnceItsPlacementStandsInTheHistory() {
        aNodeBeats("i1");

        ask(createSession());
        ask(noop());

        assertThat(facts())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("SessionCreated", "OperationAccepted", "OperationPlaced");
        assertThat(work()).singleElement().isInstanceOfSatisfying(Work.StartRun.class, start -> {
            assertThat(start.incarnation()).isEqualTo("i1");
            assertThat(start.attempt()).isEqualTo(1);
            assertThat(start.reconcile()).isFalse();
        });
    }

    @Test
    void aReportedEndIsAdmittedOnce() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = (Work.StartRun) work().getFirst();
        facts();

        report(started(start));
        report(succeeded(start));
        report(succeeded(start));

        assertThat(facts())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("OperationStarted", "OperationSucceeded");
    }

    @Test
    void workOfAnotherIncarnationIsGivenToTheNewOneAsAnAttemptThatReconciles() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var first = (Work.StartRun) work().getFirst();
        report(started(first));
        facts();

        aNodeBeats("i2");
        tick();

        assertThat(facts())
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("OperationNodeLost", "OperationPlaced");
        assertThat(work()).singleElement().isInstanceOfSatisfying(Work.StartRun.class, again -> {
            assertThat(again.incarnation()).isEqualTo("i2");
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.reconcile()).isTrue();
        });
    }

    @Test
    void aRunThatCountsNoMoreIsTakenBackFromTheNodeThatStillHoldsIt() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = (Work.StartRun) work().getFirst();
        report(started(start));
        report(succeeded(start));

        aNodeBeats("i1", start.run());
        tick();
        assertThat(work()).isEmpty();
        nanos += Duration.ofSeconds(3).toNanos();
        tick();

        assertThat(work()).containsExactly(new Work.CancelRun(NODE, "i1", SESSION, start.operationId(), start.run()));
    }

    @Test
    void workThatANodeDoesNotShowInItsBeatsIsSentAgainUnderTheSameRun() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = work();

        nanos += Duration.ofSeconds(3).toNanos();
        tick();

        assertThat(work()).isEqualTo(start);
    }

    @Test
    void anOperationThatIsBeingCancelledWhenItsNodeIsLostEndsUnknownByOneFact() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        var start = (Work.StartRun) work().getFirst();
        ask(new Request.CancelOperation(SESSION, start.operationId(), null));
        facts();

        aNodeBeats("i2");
        tick();

        assertThat(facts()).singleElement().satisfies(WriterTopologyTest::isUnknown);
        // the node is told to stop when that is asked, and again when the run is over without its word
        assertThat(work()).isNotEmpty().allMatch(Work.CancelRun.class::isInstance);
    }

    /** The first may have done it before it was lost, and the second may be stopped before it has looked. */
    @Test
    void whatALostNodeHadBeforeIsNotCalledCancelledByTheNextOne() {
        aNodeBeats("i1");
        ask(createSession());
        ask(noop());
        report(started((Work.StartRun) work().getFirst()));
        aNodeBeats("i2");
        tick();
        var again = (Work.StartRun) work().getLast();
        report(started(again));
        ask(new Request.CancelOperation(SESSION, again.operationId(), null));
        facts();

        report(cancelled(again));

        assertThat(facts()).singleElement().satisfies(WriterTopologyTest::isUnknown);
    }

    @Test
    void nobodyCancelsAnOperationThroughAnotherSession() {
        ask(createSession());
        var other = new io.infrabot.events.OperationId("0197a000-0000-7000-8000-000000000002.abcdefghijkl");

        ask(new Request.CancelOperation(SESSION, other, null));

        assertThat(deadLetterReasons(Topics.REQUESTS)).containsExactly("KEY_MISMATCH");
    }

    @Test
    void anEnvelopeThatWouldGrowEveryFactIsADeadLetter() {
        publish(SESSION.value(), createSession(), "x".repeat(1_000));

        assertThat(deadLetterReasons(Topics.REQUESTS)).containsExactly("NOT_A_CLOUD_EVENT");
    }

    @ParameterizedTest
    @CsvSource({"PT9999999H", "-PT1S", "PT0S"})
    void aTimeoutThatNobodyCouldWaitForIsRejected(String timeout) {
        aNodeBeats("i1");
        ask(createSession());
        facts();

        ask(new Request.RunOperation(null, SESSION, NOOP, Map.of(), null, Duration.parse(timeout)));

        assertThat(facts()).singleElement().isInstanceOf(SessionEvent.OperationRejected.class);
    }

    @Test
    void whatWaitsForANodeIsReleasedWhenOneComes() {
        nodes.registered(NODE, registration("i1"));
        ask(createSession());
        ask(noop());
        assertThat(work()).isEmpty();

        aNodeBeats("i1");
        tick();

        assertThat(work()).hasSize(1);
    }

    @Test
    void theSameRequestPublishedTwiceIsOneOperation() {
        aNodeBeats("i1");
        ask(createSession());

        publish(SESSION.value(), noop(), "same");
        publish(SESSION.value(), noop(), "same");

        assertThat(facts())
                .filteredOn(SessionEvent.OperationAccepted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aStatusRequestThatIsRepeatedLaterChangesNothing() {
        ask(createSession());
        aNodeBeats("i1");
        ask(noop());
        publish(SESSION.value(), new Request.ChangeStatus(SESSION, SessionStatus.PAUSED), "pause");
        publish(SESSION.value(), new Request.ChangeStatus(SESSION, SessionStatus.ACTIVE), "resume");
        facts();

        publish(SESSION.value(), new Request.ChangeStatus(SESSION, SessionStatus.PAUSED), "pause");

        assertThat(facts()).isEmpty();
    }

    @Test
    void anOperationThatCannotBeTakenIsRejectedInTheHistory() {
        ask(createSession());
        facts();

        ask(new Request.RunOperation(null, SESSION, "docker.pull", Map.of("image", "NOT/../valid"), null, null));

        assertThat(facts())
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionEvent.OperationRejected.class,
                        rejected -> assertThat(rejected.error().code()).isEqualTo("IMAGE_REFERENCE_INVALID"));
    }

    @ParameterizedTest
    @CsvSource({
        "{not json, NOT_JSON",
        "[], RECORD_INVALID",
        "{}, RECORD_INVALID",
    })
    void aBrokenRequestGoesToTheDeadLettersAndTheStreamGoesOn(String body, String reason) {
        var headers = Envelope.of("1", "/test", NOON).headersFor(createSession());
        pipe(Topics.REQUESTS, SESSION.value(), body.getBytes(StandardCharsets.UTF_8), headers);
        ask(createSession());

        assertThat(deadLetterReasons(Topics.REQUESTS)).containsExactly(reason);
        assertThat(facts()).hasSize(1);
    }

    @Test
    void aRecordWithoutKeyOrEnvelopeOrWithAForeignKeyOrTooLargeIsADeadLetter() {
        var body = RecordCodec.encode(createSession());
        var headers = Envelope.of("1", "/test", NOON).headersFor(createSession());
        pipe(Topics.REQUESTS, null, body, headers);
        pipe(Topics.REQUESTS, SESSION.value(), body, new RecordHeaders());
        pipe(Topics.REQUESTS, "0197a000-0000-7000-8000-000000000009", body, headers);
        pipe(Topics.REQUESTS, SESSION.value(), new byte[300_000], headers);
        pipe(Topics.REQUESTS, SESSION.value(), null, headers);

        assertThat(deadLetterReasons(Topics.REQUESTS))
                .containsExactly("KEY_MISSING", "NOT_A_CLOUD_EVENT", "KEY_MISMATCH", "TOO_LARGE", "NOT_JSON");
    }

    @Test
    void aRequestForASessionThatDoesNotExistIsADeadLetter() {
        ask(noop());

        assertThat(deadLetterReasons(Topics.REQUESTS)).containsExactly("REFUSED");
    }

    @Test
    void aReportThatIsNoneIsADeadLetterOfItsOwnTopic() {
        pipe(Topics.OPERATION_EVENTS, SESSION.value(), new byte[] {1, 2, 3}, new RecordHeaders());

        assertThat(deadLetterReasons(Topics.OPERATION_EVENTS)).containsExactly("NOT_A_CLOUD_EVENT");
    }

    @Test
    void aRequestOnTheWrongPartitionIsPublishedAgainOnce() {
        driver.close();
        // the driver knows one partition only: with six, most keys belong elsewhere
        driver = driverOf(6);
        var elsewhere = java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> new SessionId("0197a000-0000-7000-8000-00000000000" + i))
                .filter(id -> Utils.toPositive(Utils.murmur2(id.value().getBytes(StandardCharsets.UTF_8))) % 6 != 0)
                .findFirst()
                .orElseThrow();
        publish(elsewhere.value(), new Request.CreateSession(elsewhere, "team", null, null, null, null, null), "1");

        assertThat(metrics.counter("infrabot.mcp.requests.rerouted").count()).isEqualTo(1);
        assertThat(deadLetterReasons(Topics.REQUESTS)).containsExactly("WRONG_PARTITION");
    }

    @Test
    void theTraceOfARequestIsCarriedToFactsAndWork() {
        aNodeBeats("i1");
        ask(createSession());
        work();
        var headers = Envelope.of("t", "/test", NOON).headersFor(noop());
        headers.add(Headers.TRACEPARENT, "00-trace".getBytes(StandardCharsets.UTF_8));
        pipe(Topics.REQUESTS, SESSION.value(), RecordCodec.encode(noop()), headers);

        assertThat(read(Topics.WORK))
                .allSatisfy(record -> assertThat(RecordCodec.text(record.headers(), Headers.TRACEPARENT))
                        .isEqualTo("00-trace"));
    }

    private TopologyTestDriver driverOf(int partitions) {
        return TopologyInTest.driver(
                PartsInTest.of(nodes, metrics, this::takeContradicted, partitions, () -> nanos), state);
    }

    private Set<SessionId> takeContradicted(Predicate<SessionId> ours) {
        var taken = contradicted.stream().filter(ours).collect(Collectors.toSet());
        contradicted.removeAll(taken);
        return taken;
    }

    private void ask(Request request) {
        publish(request.sessionId().value(), request, "request-" + requests++);
    }

    private void publish(String key, Request request, String id) {
        var headers = Envelope.of(id, "/test", NOON).headersFor(request);
        pipe(Topics.REQUESTS, key, RecordCodec.encode(request), headers);
    }

    private void report(Report report) {
        var headers = Envelope.of(report.run() + report.getClass().getSimpleName(), "/node", NOON)
                .headersFor(report);
        pipe(Topics.OPERATION_EVENTS, SESSION.value(), RecordCodec.encode(report), headers);
    }

    private void pipe(String topic, @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
        var keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        TopologyInTest.pipe(driver, topic, keyBytes, value, headers);
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return TopologyInTest.read(driver, topic);
    }

    private <T> List<T> read(String topic, Class<T> type) {
        var records = new ArrayList<T>();
        for (var record : read(topic)) {
            if (RecordCodec.read(record.headers(), record.value()) instanceof Known(var value, var _)) {
                records.add(type.cast(value));
            }
        }
        return records;
    }

    private List<SessionEvent> facts() {
        return read(Topics.SESSION_EVENTS, SessionEvent.class);
    }

    private List<Work> work() {
        return read(Topics.WORK, Work.class);
    }

    private List<SessionState> states() {
        return read(Topics.SESSION_STATE, SessionState.class);
    }

    private List<String> deadLetterReasons(String topic) {
        return TopologyInTest.deadLetters(driver, topic).stream()
                .map(record -> String.valueOf(RecordCodec.text(record.headers(), Headers.DLQ_REASON)))
                .toList();
    }

    private void tick() {
        driver.advanceWallClockTime(Duration.ofMillis(300));
    }

    private void aNodeBeats(String incarnation, RunId... runs) {
        nodes.canarySeen(System.nanoTime());
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

    private static io.infrabot.events.NodeRegistered registration(String incarnation) {
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

    private static Request createSession() {
        return new Request.CreateSession(SESSION, "team", null, null, null, null, null);
    }

    private static Request noop() {
        return new Request.RunOperation(null, SESSION, NOOP, Map.of(), null, null);
    }

    private static Report started(Work.StartRun start) {
        return new Report.Started(
                SESSION, start.operationId(), start.run(), NODE, start.incarnation(), NOON, start.attempt());
    }

    private static void isUnknown(SessionEvent fact) {
        assertThat(fact)
                .isInstanceOfSatisfying(
                        SessionEvent.OperationFailed.class,
                        end -> assertThat(end.error().code()).isEqualTo("OUTCOME_UNKNOWN"));
    }

    private static Report cancelled(Work.StartRun start) {
        return new Report.Cancelled(
                SESSION, start.operationId(), start.run(), NODE, start.incarnation(), NOON, start.attempt(), USAGE);
    }

    private static Report succeeded(Work.StartRun start) {
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

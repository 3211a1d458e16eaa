package io.infrabot.session.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.events.Request;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionId;
import io.infrabot.events.SessionState;
import io.infrabot.events.SessionStatus;
import io.infrabot.events.TopicNames;
import io.infrabot.wire.Envelope;
import io.infrabot.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the writer makes of requests: facts, states, rejections and dead letters. */
class WriterTopologyTest extends WriterInADriver {

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
    void nobodyCancelsAnOperationThroughAnotherSession() {
        ask(createSession());
        var other = new io.infrabot.events.OperationId("0197a000-0000-7000-8000-000000000002.abcdefghijkl");

        ask(new Request.CancelOperation(SESSION, other, null));

        assertThat(deadLetterReasons(TopicNames.REQUESTS)).containsExactly("KEY_MISMATCH");
    }

    @Test
    void anEnvelopeThatWouldGrowEveryFactIsADeadLetter() {
        publish(SESSION.value(), createSession(), "x".repeat(1_000));

        assertThat(deadLetterReasons(TopicNames.REQUESTS)).containsExactly("NOT_A_CLOUD_EVENT");
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
        pipe(TopicNames.REQUESTS, SESSION.value(), body.getBytes(StandardCharsets.UTF_8), headers);
        ask(createSession());

        assertThat(deadLetterReasons(TopicNames.REQUESTS)).containsExactly(reason);
        assertThat(facts()).hasSize(1);
    }

    @Test
    void aRecordWithoutKeyOrEnvelopeOrWithAForeignKeyOrTooLargeIsADeadLetter() {
        var body = RecordCodec.encode(createSession());
        var headers = Envelope.of("1", "/test", NOON).headersFor(createSession());
        pipe(TopicNames.REQUESTS, null, body, headers);
        pipe(TopicNames.REQUESTS, SESSION.value(), body, new RecordHeaders());
        pipe(TopicNames.REQUESTS, "0197a000-0000-7000-8000-000000000009", body, headers);
        pipe(TopicNames.REQUESTS, SESSION.value(), new byte[300_000], headers);
        pipe(TopicNames.REQUESTS, SESSION.value(), null, headers);

        assertThat(deadLetterReasons(TopicNames.REQUESTS))
                .containsExactly("KEY_MISSING", "NOT_A_CLOUD_EVENT", "KEY_MISMATCH", "TOO_LARGE", "NOT_JSON");
    }

    @Test
    void aRequestForASessionThatDoesNotExistIsADeadLetter() {
        ask(noop());

        assertThat(deadLetterReasons(TopicNames.REQUESTS)).containsExactly("REFUSED");
    }

    @Test
    void aReportThatIsNoneIsADeadLetterOfItsOwnTopic() {
        pipe(TopicNames.OPERATION_EVENTS, SESSION.value(), new byte[] {1, 2, 3}, new RecordHeaders());

        assertThat(deadLetterReasons(TopicNames.OPERATION_EVENTS)).containsExactly("NOT_A_CLOUD_EVENT");
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
        assertThat(deadLetterReasons(TopicNames.REQUESTS)).containsExactly("WRONG_PARTITION");
    }

    @Test
    void theTraceOfARequestIsCarriedToFactsAndWork() {
        aNodeBeats("i1");
        ask(createSession());
        work();
        var headers = Envelope.of("t", "/test", NOON).headersFor(noop());
        headers.add(Headers.TRACEPARENT, "00-trace".getBytes(StandardCharsets.UTF_8));
        pipe(TopicNames.REQUESTS, SESSION.value(), RecordCodec.encode(noop()), headers);

        assertThat(read(TopicNames.WORK))
                .allSatisfy(record -> assertThat(RecordCodec.text(record.headers(), Headers.TRACEPARENT))
                        .isEqualTo("00-trace"));
    }
}

package io.infrabot.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infrabot.events.GoldenFiles;
import io.infrabot.events.Headers;
import io.infrabot.events.OperationId;
import io.infrabot.events.RecordTypes;
import io.infrabot.events.Request;
import io.infrabot.events.SessionId;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.125Z");
    private static final SessionId SESSION = new SessionId("0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d");
    private static final Request CANCEL = new Request.CancelOperation(
            SESSION, new OperationId(SESSION + ".k3q7n2xw5abz"), "superseded by release 143");
    private static final Envelope ENVELOPE = Envelope.of("01-cancel", "/gateway/session-1", NOON);

    static Stream<String> types() {
        return RecordTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyGoldenRecordArrivesAsItWasSent(String type) {
        var record = RecordCodec.decode(
                GoldenFiles.bytesOf(type),
                Objects.requireNonNull(RecordTypes.all().get(type)));
        var envelope = ENVELOPE.about("it").under("deploy-142").causedBy("infrabot.requests-3@4711");

        var received = RecordCodec.read(envelope.headersFor(record), RecordCodec.encode(record));

        assertThat(received).isEqualTo(new Known(record, envelope));
    }

    @Test
    void anEnvelopeWithoutExtrasArrivesWithoutThem() {
        var received = RecordCodec.read(ENVELOPE.headersFor(CANCEL), RecordCodec.encode(CANCEL));

        assertThat(received).isEqualTo(new Known(CANCEL, ENVELOPE));
    }

    @Test
    void theHeadersAreThoseOfCloudEventsInBinaryMode() {
        assertThat(ENVELOPE.about("op").textsFor(CANCEL))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "01-cancel")
                .containsEntry("ce_type", "io.infrabot.request.operation-cancel.v1")
                .containsEntry("ce_source", "/gateway/session-1")
                .containsEntry("ce_time", "2026-11-21T12:00:00.125Z")
                .containsEntry("ce_subject", "op")
                .containsEntry("content-type", "application/json")
                .doesNotContainKeys("ce_idempotencykey", "ce_cause");
    }

    /** A fact's id is made of the source and the id of the request that led to it, each as long as a door lets it be. */
    @Test
    void theEnvelopeOfOurOwnRecordsMayBeLongerThanAnybodyElses() {
        var longest = Envelope.of("x".repeat(1_030), "/session-service", NOON);

        assertThat(RecordCodec.readOwn(longest.headersFor(CANCEL), RecordCodec.encode(CANCEL)))
                .isEqualTo(new Known(CANCEL, longest));
        assertThat(RecordCodec.read(longest.headersFor(CANCEL), RecordCodec.encode(CANCEL)))
                .isInstanceOf(Unreadable.class);
    }

    /** It was written so, and a label's name is whatever somebody chose. */
    @Test
    void aCharacterBeyondTheFirstPlaneInTheNameOfAFieldIsReadAsItWasEverWritten() {
        var emoji = new Request.CreateSession(SESSION, "team", null, Map.of("\ud83d\ude00", "x"), null, null, null);
        var asPair =
                "{\"sessionId\":\"%s\",\"team\":\"team\",\"labels\":{\"\\uD83D\\uDE00\":\"x\"}}".formatted(SESSION);

        for (var value : List.of(RecordCodec.encode(emoji), asPair.getBytes(UTF_8))) {
            assertThat(RecordCodec.readOwn(ENVELOPE.headersFor(emoji), value)).isEqualTo(new Known(emoji, ENVELOPE));
            assertThat(RecordCodec.decode(value, Request.CreateSession.class)).isEqualTo(emoji);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"sessionId\":null}", "[]", "x", ""})
    void whatIsDamagedIsNotTakenForWhatWeWrote(String json) {
        assertThatThrownBy(() -> RecordCodec.decode(json.getBytes(UTF_8), Request.CancelOperation.class))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aTimeWithAnOffsetIsTheSameInstant() {
        var headers = headersWith(Headers.TIME, "2026-11-21T13:00:00.125+01:00");

        assertThat(RecordCodec.read(headers, RecordCodec.encode(CANCEL))).isEqualTo(new Known(CANCEL, ENVELOPE));
    }

    @Test
    void theLastOfRepeatedHeadersCounts() {
        var headers = ENVELOPE.headersFor(CANCEL);
        headers.add(Headers.ID, "02-again".getBytes(UTF_8));

        assertThat(RecordCodec.read(headers, RecordCodec.encode(CANCEL)))
                .isEqualTo(new Known(CANCEL, Envelope.of("02-again", "/gateway/session-1", NOON)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "io.infrabot.request.operation-cancel.v2", "com.example.order.v1", "IO.INFRABOT.NODE.BEAT.V1"
            })
    void aTypeThatNobodyKnowsIsUnreadable(String type) {
        assertUnreadable(
                RecordCodec.read(headersWith(Headers.TYPE, type), RecordCodec.encode(CANCEL)), Reason.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {Headers.SPEC_VERSION, Headers.ID, Headers.TYPE, Headers.SOURCE, Headers.TIME})
    void withoutARequiredHeaderItIsNoCloudEvent(String name) {
        var absent = ENVELOPE.headersFor(CANCEL);
        absent.remove(name);

        assertUnreadable(RecordCodec.read(absent, RecordCodec.encode(CANCEL)), Reason.NOT_A_CLOUD_EVENT);
        assertUnreadable(
                RecordCodec.read(headersWith(name, null), RecordCodec.encode(CANCEL)), Reason.NOT_A_CLOUD_EVENT);
    }

    @ParameterizedTest
    @CsvSource({
        Headers.SPEC_VERSION + ",''",
        Headers.SPEC_VERSION + ",0.3",
        Headers.SPEC_VERSION + ",2.0",
        Headers.SPEC_VERSION + ",one",
        Headers.ID + ",''",
        Headers.SOURCE + ",''",
        Headers.TIME + ",''",
        Headers.TIME + ",yesterday",
        Headers.TIME + ",1763726400",
        Headers.TIME + ",2026-11-21",
        Headers.TIME + ",2026-13-21T12:00:00Z",
        Headers.TIME + ",2026-11-21T12:00:00",
        Headers.TIME + ",+9999999999-01-01T00:00:00Z"
    })
    void withAnOddHeaderItIsNoCloudEvent(String name, String value) {
        assertUnreadable(
                RecordCodec.read(headersWith(name, value), RecordCodec.encode(CANCEL)), Reason.NOT_A_CLOUD_EVENT);
    }

    @Test
    void withNoHeadersAtAllItIsNoCloudEvent() {
        assertUnreadable(RecordCodec.read(new RecordHeaders(), RecordCodec.encode(CANCEL)), Reason.NOT_A_CLOUD_EVENT);
    }

    @Test
    void aHeaderThatIsNotUtf8IsReadAsFarAsItCanBe() {
        var headers = ENVELOPE.headersFor(CANCEL);
        headers.remove(Headers.TYPE).add(Headers.TYPE, new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF});

        assertUnreadable(RecordCodec.read(headers, RecordCodec.encode(CANCEL)), Reason.UNKNOWN_TYPE);
    }

    @Test
    void aTombstoneWhereAValueBelongsIsUnreadable() {
        assertUnreadable(RecordCodec.read(ENVELOPE.headersFor(CANCEL), null), Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"sessionId\":", "hello", "{'sessionId':1}", "\u0000", "{\"a\":\"\u0001\"}", "<xml/>"})
    void whatIsNoJsonIsUnreadable(String value) {
        assertUnreadable(readValue(value), Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "\"text\"",
                "{\"sessionId\":\"demo\"}",
                "{\"sessionId\":[]}",
                "{\"sessionId\":{\"value\":{}}}",
                "{\"operationId\":\"0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d\"}",
                "{\"reason\":{\"why\":1}}"
            })
    void jsonOfAnotherShapeIsUnreadable(String value) {
        assertUnreadable(readValue(value), Reason.RECORD_INVALID);
    }

    @Test
    void aValueThatTheRecordRefusesIsUnreadableAndSaysWhy() {
        assertThat(readValue("{\"sessionId\":\"demo\"}"))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.detail())
                                .contains("a session id is a UUID in lower case, but is 'demo'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"metadata\":", "{\"unknown\":[", "{\"a\":"})
    void nestingWithoutEndIsUnreadable(String opening) {
        assertThat(readValue(opening.repeat(100_000))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "\"PT9999999999999999999S\"", "\"soon\"", "NaN"})
    void aDurationBeyondAllTimeIsUnreadable(String ttl) {
        var headers = headersWith(Headers.TYPE, "io.infrabot.request.session-create.v1");
        var value = "{\"sessionId\":\"%s\",\"team\":\"t\",\"ttl\":%s}".formatted(SESSION, ttl);

        assertThat(RecordCodec.read(headers, value.getBytes(UTF_8))).isInstanceOf(Unreadable.class);
    }

    @Test
    void ourOwnRecordsReadBack() {
        assertThat(RecordCodec.decode(RecordCodec.encode(CANCEL), Request.CancelOperation.class))
                .isEqualTo(CANCEL);
    }

    @Test
    void whatWeDidNotWriteIsABugWhereOnlyWeWrite() {
        assertThatThrownBy(() -> RecordCodec.decode("{".getBytes(UTF_8), Request.CancelOperation.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("CancelOperation");
    }

    private static Received readValue(String value) {
        return RecordCodec.read(ENVELOPE.headersFor(CANCEL), value.getBytes(UTF_8));
    }

    private static RecordHeaders headersWith(String name, @Nullable String value) {
        var headers = ENVELOPE.headersFor(CANCEL);
        headers.remove(name).add(name, value == null ? null : value.getBytes(UTF_8));
        return headers;
    }

    private static void assertUnreadable(Received received, Reason reason) {
        assertThat(received)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason())
                                .as(unreadable.detail())
                                .isEqualTo(reason));
        assertThat(((Unreadable) received).detail()).isNotBlank();
    }
}

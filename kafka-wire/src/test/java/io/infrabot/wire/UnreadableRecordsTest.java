package io.infrabot.wire;

import static io.infrabot.wire.RecordCodecTest.CANCEL;
import static io.infrabot.wire.RecordCodecTest.ENVELOPE;
import static io.infrabot.wire.RecordCodecTest.SESSION;
import static io.infrabot.wire.RecordCodecTest.headersWith;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Headers;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RecordCodec} says of records that nobody can read: never an exception. */
class UnreadableRecordsTest {

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

    private static Received readValue(String value) {
        return RecordCodec.read(ENVELOPE.headersFor(CANCEL), value.getBytes(UTF_8));
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

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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.125Z");
    static final SessionId SESSION = new SessionId("0197a4c2-6f3e-7b41-9c0d-2e8f5a1b3c4d");
    static final Request CANCEL = new Request.CancelOperation(
            SESSION, new OperationId(SESSION + ".k3q7n2xw5abz"), "superseded by release 143");
    static final Envelope ENVELOPE = Envelope.of("01-cancel", "/gateway/session-1", NOON);

    static Stream<String> types() {
        return RecordTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyGoldenRecordArrivesAsItWasSent(String type) {
        var record = RecordCodec.decode(
                GoldenFiles.bytesOf(type),
                Objects.requireNonNull(RecordTypes.all().get(type)));
        var envelope = ENVELOPE.about("it")
                .under("deploy-142")
                .causedBy("infrabot.requests-3@4711")
                .askedBy("team-a/ada");

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
                .doesNotContainKeys("ce_idempotencykey", "ce_cause", "ce_principal");
    }

    @Test
    void whoAskedIsAHeader() {
        assertThat(ENVELOPE.askedBy("ada").textsFor(CANCEL)).containsEntry("ce_principal", "ada");
    }

    @Test
    void whoAskedIsATextOfBoundedLength() {
        assertThat(ENVELOPE.complaint()).isNull();
        assertThat(ENVELOPE.askedBy("a".repeat(256)).complaint()).isNull();
        for (var wrong : List.of("", "a".repeat(257), "a\nb", "\uFFFD")) {
            assertThat(ENVELOPE.askedBy(wrong).complaint()).as(wrong).startsWith("ce_principal ");
        }
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

    static RecordHeaders headersWith(String name, @Nullable String value) {
        var headers = ENVELOPE.headersFor(CANCEL);
        headers.remove(name).add(name, value == null ? null : value.getBytes(UTF_8));
        return headers;
    }
}

package io.infrabot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.events.Request;
import io.infrabot.wire.Received.Known;
import io.infrabot.wire.Received.Reason;
import io.infrabot.wire.Received.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredFieldsTest {

    private static final String SESSION = "0197a000-0000-7000-8000-000000000001";

    @Test
    void aRecordWithoutARequiredFieldIsInvalidAndSaysWhich() {
        assertThat(read("{}")).isEqualTo(new Unreadable(Reason.RECORD_INVALID, "sessionId is missing"));
    }

    @Test
    void aRequiredFieldThatIsNullIsMissing() {
        assertThat(read("{\"sessionId\":\"%s\",\"team\":null}".formatted(SESSION)))
                .isEqualTo(new Unreadable(Reason.RECORD_INVALID, "team is missing"));
    }

    @Test
    void whatIsOptionalMayBeAbsent() {
        assertThat(read("{\"sessionId\":\"%s\",\"team\":\"a\"}".formatted(SESSION)))
                .isInstanceOf(Known.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ttl\":5", "\"ttl\":1e400", "\"ttl\":\"soon\"", "\"name\":5", "\"name\":true"})
    void aFieldOfTheWrongTypeIsInvalid(String field) {
        var received = read("{\"sessionId\":\"%s\",\"team\":\"a\",%s}".formatted(SESSION, field));

        assertThat(received)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(Reason.RECORD_INVALID));
    }

    @Test
    void textAfterTheRecordIsNotIgnored() {
        assertThat(read("{\"sessionId\":\"%s\",\"team\":\"a\"} more".formatted(SESSION)))
                .isInstanceOf(Unreadable.class);
    }

    private static Received read(String json) {
        var example =
                new Request.CreateSession(new io.infrabot.events.SessionId(SESSION), "a", null, null, null, null, null);
        var headers = Envelope.of("1", "/test", Instant.EPOCH).headersFor(example);
        return RecordCodec.read(headers, json.getBytes(StandardCharsets.UTF_8));
    }
}

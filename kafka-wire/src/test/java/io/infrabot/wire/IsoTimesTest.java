package io.infrabot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T20:57:43.001Z",
                "2026-11-21T20:57:43Z",
                "2026-11-21T20:57Z",
                "2026-11-21T20:57:43.228247958Z",
                "2026-11-21T20:57:43.001+02:00",
                "2026-11-21T20:57:43.1+02:00",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00.000Z",
                "2024-02-29T00:00:00.000Z"
            })
    void aTimeOfRfc3339IsReadAsJavaReadsIt(String text) {
        assertThat(IsoTimes.instant(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T20:57:43.001Z",
                "2026-11-21T24:00:00.000Z",
                "2026-11-21T20:57:60.000Z",
                "2026-13-21T20:57:43.001Z",
                "2026-11-21 20:57:43.001Z",
                "2026-11-21T20:57:43:001Z",
                "2026-11-21T20:57:43,001Z",
                "2026-11-21T20:57:43.0o1Z",
                "2026-11-21T20:57:43.-01Z",
                "2026-11-21T20:57:43.\u0660\u0660\u0661Z",
                "20260-1-21T20:57:43.001Z",
                "xxxxxxxxxxxxxxxxxxxxxxxZ",
                "Z",
                ""
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> IsoTimes.instant(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void everyMillisecondThatWeWriteIsReadBack() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var written = Instant.ofEpochMilli(random.nextLong(0, 253_402_300_800_000L));
            assertThat(IsoTimes.instant(written.toString())).isEqualTo(written);
        }
    }
}

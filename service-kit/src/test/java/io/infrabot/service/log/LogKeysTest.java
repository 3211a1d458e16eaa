package io.infrabot.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogKeysTest {

    @Test
    void linesCarryTheKeysUntilTheyAreClosed() {
        try (var _ = LogKeys.record("infrabot.requests", 3, 17).and(LogKey.SESSION, "s1")) {
            assertThat(MDC.getMap())
                    .containsEntry("record", "infrabot.requests-3@17")
                    .containsEntry("sessionId", "s1");
        }

        assertThat(MDC.getMap()).doesNotContainKeys("record", "sessionId");
    }
}

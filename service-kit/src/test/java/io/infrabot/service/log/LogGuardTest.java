package io.infrabot.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class LogGuardTest {

    private static final String FORGED = "x\r\n2026-01-01 ERROR \u001b[31mall is lost\0\u202egnihton \ud800";

    @Test
    void aValueFromOutsideCannotForgeALine() {
        var record = new ExtLogRecord(Level.WARN, "skipped a record of type %s", FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {FORGED});

        assertThat(line(record))
                .isEqualTo("skipped a record of type x\\r\\n2026-01-01 ERROR \\u001b[31mall is lost\\u0000"
                        + "\\u202egnihton \\ud800\n");
    }

    @Test
    void whatStandsInAValueIsNotFormattedAgain() {
        var record = new ExtLogRecord(Level.WARN, "skipped %s", FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"100%s {0}"});

        assertThat(line(record)).isEqualTo("skipped 100%s {0}\n");
    }

    @Test
    void theMessagesOfAFailureAreEscapedAndItsTraceStays() {
        var record = new ExtLogRecord(Level.ERROR, "failed", FormatStyle.NO_FORMAT, "test");
        record.setThrown(new IllegalStateException("outer", new IllegalArgumentException(FORGED)));

        var lines = line(record).lines().toList();

        assertThat(lines).noneMatch(each -> each.startsWith("2026"));
        assertThat(lines)
                .anyMatch(each -> each.startsWith("Caused by: java.lang.IllegalArgumentException: x\\r\\n2026"));
        assertThat(lines).anyMatch(each -> each.contains("at io.infrabot.service.log.LogGuardTest"));
    }

    @Test
    void aFailureThatHoldsItselfIsWrittenOnce() {
        var outer = new IllegalStateException(FORGED);
        var inner = new IllegalArgumentException("inner", outer);
        outer.addSuppressed(inner);

        var written = new StringWriter();
        PlainThrowable.of(outer).printStackTrace(new PrintWriter(written));

        assertThat(written.toString()).contains("x\\r\\n2026").doesNotContain("\r");
    }

    @Test
    void aFailureWithoutAnythingToEscapeStaysItself() {
        var bug = new IllegalStateException("plain");

        assertThat(PlainThrowable.of(bug)).isSameAs(bug);
    }

    @Test
    void everyControlAndEveryTurnOfDirectionIsEscaped() {
        for (var character = 0; character <= Character.MAX_CODE_POINT; character++) {
            var type = Character.getType(character);
            if (Character.isISOControl(character) || type == Character.FORMAT || character == 0x2028) {
                var name = String.format(Locale.ROOT, "%x", character);
                assertThat(PlainText.of(Character.toString(character)))
                        .as(name)
                        .startsWith("\\")
                        .matches("\\\\([nrt]|u[0-9a-f]{4,6})");
            }
        }
    }

    @Test
    void aLongMessageIsCutAndSaysSo() {
        assertThat(PlainText.of("a".repeat(1_000_000))).hasSizeLessThan(9_000).endsWith("(1000000 characters)");
    }

    private static String line(ExtLogRecord record) {
        assertThat(new LogGuard().isLoggable(record)).isTrue();
        return new PatternFormatter("%s%e%n").format(record);
    }
}

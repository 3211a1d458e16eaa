package io.infrabot.service.log;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Stands before the console: what is logged holds one line, whatever was in the values that it was made of. */
@LoggingFilter(name = "infrabot")
public final class LogGuard implements Filter {

    private static final PatternFormatter FORMATTER = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord record) {
        write(record, PlainText.of(text(record)));
        var thrown = record.getThrown();
        if (thrown != null) {
            record.setThrown(PlainThrowable.of(thrown));
        }
        return true;
    }

    private static String text(LogRecord record) {
        return record.getMessage() == null ? "" : String.valueOf(FORMATTER.formatMessage(record));
    }

    /** What is written already must not be formatted again: a value may hold what looks like a place for another. */
    private static void write(LogRecord record, String text) {
        if (record instanceof ExtLogRecord extended) {
            extended.setMessage(text, FormatStyle.NO_FORMAT);
        } else {
            record.setMessage(text);
        }
        record.setParameters(null);
    }
}

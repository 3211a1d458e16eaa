package io.infrabot.service.log;

import io.quarkus.logging.LoggingFilter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Stands before the console. What is logged holds one line, whatever was in the values that it was made of; what callers
 * or a broker that is away cause is not louder than it is; and what repeats is counted instead of written.
 */
@LoggingFilter(name = "infrabot")
public final class LogGuard implements Filter {

    private static final PatternFormatter FORMATTER = new PatternFormatter("%s");
    private static final AtomicLong LEFT_OUT = new AtomicLong();

    private final Repeats repeats;

    public LogGuard() {
        this(new Repeats(System::nanoTime));
    }

    LogGuard(Repeats repeats) {
        this.repeats = repeats;
    }

    /** How many lines this process has counted instead of writing them. */
    static long leftOut() {
        return LEFT_OUT.get();
    }

    @Override
    public boolean isLoggable(LogRecord record) {
        var text = text(record);
        switch (Loudness.of(record, text)) {
            case AS_IT_IS -> {}
            case ONE_LINE -> {
                text = text + ": " + Loudness.rootOf(record.getThrown());
                record.setThrown(null);
            }
            case DETAIL -> {
                record.setLevel(Level.DEBUG);
                if (!Logger.getLogger(String.valueOf(record.getLoggerName())).isLoggable(Level.DEBUG)) {
                    return false;
                }
            }
        }
        var before = repeats.admit(record, text);
        if (before < 0) {
            LEFT_OUT.incrementAndGet();
            return false;
        }
        write(record, before == 0 ? text : text + " [" + before + " more like this were left out]");
        return true;
    }

    private static String text(LogRecord record) {
        return record.getMessage() == null ? "" : String.valueOf(FORMATTER.formatMessage(record));
    }

    /** What is written already must not be formatted again: a value may hold what looks like a place for another. */
    private static void write(LogRecord record, String text) {
        var plain = PlainText.of(text);
        if (record instanceof ExtLogRecord extended) {
            extended.setMessage(plain, FormatStyle.NO_FORMAT);
            extended.getMdcCopy().forEach((key, value) -> {
                if (!PlainText.isPlain(value)) {
                    extended.putMdc(key, PlainText.of(value));
                }
            });
        } else {
            record.setMessage(plain);
        }
        record.setParameters(null);
        if (record.getThrown() != null) {
            record.setThrown(PlainThrowable.of(record.getThrown()));
        }
    }
}

package io.infrabot.service.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.Level;

/**
 * Counts what is said over and over. Of what a library warns of in the same words one line a minute is written; of our
 * own lines thirty. The next line says how many were left out. What is fatal is always written, and what is finer than
 * INFO somebody asked for. Thread-safe.
 */
final class Repeats {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int OF_OURS = 30;
    private static final int OF_OTHERS = 1;
    /** More kinds of lines than this process has; the one unused for longest is forgotten. */
    private static final int KINDS = 1_000;

    private static final int LONGEST_KIND = 300;
    /** What differs between two lines of one kind: who says it, and every number and id. */
    private static final Pattern DIFFERING = Pattern.compile("\\[[^\\]]*]|[0-9a-f]*[0-9][0-9a-f-]*");

    private static final class Kind {
        private long opened;
        private int written;
        private long leftOut;
    }

    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new LinkedHashMap<>(16, 0.75f, true);

    Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How many of the same kind were left out before this line; -1 where this one is left out. */
    synchronized long admit(LogRecord record, String text) {
        var ours = String.valueOf(record.getLoggerName()).startsWith("io.infrabot.");
        var level = record.getLevel().intValue();
        if (level < (ours ? Level.INFO : Level.WARN).intValue() || level > Level.ERROR.intValue()) {
            return 0;
        }
        var now = nanoTime.getAsLong();
        var kind = kinds.computeIfAbsent(kindOf(record, text), _ -> new Kind());
        if (kind.written == 0 || now - kind.opened >= MINUTE) {
            kind.opened = now;
            kind.written = 0;
        }
        if (kinds.size() > KINDS) {
            kinds.remove(kinds.keySet().iterator().next());
        }
        if (kind.written >= (ours ? OF_OURS : OF_OTHERS)) {
            kind.leftOut++;
            return -1;
        }
        kind.written++;
        var before = kind.leftOut;
        kind.leftOut = 0;
        return before;
    }

    /** Where the values are apart, the words; else the line without what differs. */
    private static String kindOf(LogRecord record, String text) {
        var values = record.getParameters();
        var words = values != null && values.length > 0
                ? String.valueOf(record.getMessage())
                : DIFFERING.matcher(text).replaceAll("#");
        return record.getLoggerName()
                + record.getLevel()
                + (words.length() <= LONGEST_KIND ? words : words.substring(0, LONGEST_KIND));
    }
}

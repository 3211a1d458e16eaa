package io.infrabot.cli.screen;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
public final class Text {

    private static final double MEGABYTE = 1_000_000.0;

    private Text() {}

    /** {@code 12.3}: millions of bytes. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGABYTE);
    }

    /** {@code 4.22}, or a dash where there is none. */
    public static String seconds(@Nullable Duration duration) {
        return duration == null ? "-" : String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }

    /** {@code text} without anything that a terminal would obey: it came over the network. */
    public static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    /** At most {@code width} characters of {@code text}. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}

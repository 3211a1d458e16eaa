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
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ");
    }

    /**
     * The same, but with what was there to be seen: each of these characters as JSON writes it, so that a line of JSON
     * still means what it meant.
     */
    static String harmless(String line) {
        var shown = new StringBuilder(line.length());
        line.codePoints().forEach(character -> {
            if (isObeyed(character)) {
                for (int unit : Character.toChars(character)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", unit));
                }
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }

    /** Controls, line separators, invisible formats (which turn the direction of writing), halves of characters. */
    private static boolean isObeyed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** At most {@code width} characters of {@code text}. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}

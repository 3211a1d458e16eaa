package io.infrabot.service.log;

import java.util.Locale;

/**
 * Text from outside as it may stand in a log: no line break, no escape sequence, nothing that turns the direction of
 * writing. What a terminal would obey is written as a person can read it, such as {@code \n} or {@code \u001b}.
 */
public final class PlainText {

    /** Characters of one message; a longer one is cut and says so. */
    static final int LONGEST = 8_000;

    private PlainText() {}

    public static String of(String text) {
        var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        var plain = isPlain(shown) ? shown : escaped(shown);
        return shown.length() == text.length() ? plain : plain + "… (" + text.length() + " characters)";
    }

    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isObeyed);
    }

    private static String escaped(String text) {
        var plain = new StringBuilder(text.length() + 32);
        text.codePoints().forEach(character -> append(plain, character));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int character) {
        if (!isObeyed(character)) {
            plain.appendCodePoint(character);
            return;
        }
        switch (character) {
            case '\n' -> plain.append("\\n");
            case '\r' -> plain.append("\\r");
            case '\t' -> plain.append("\\t");
            default -> plain.append(String.format(Locale.ROOT, "\\u%04x", character));
        }
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
}

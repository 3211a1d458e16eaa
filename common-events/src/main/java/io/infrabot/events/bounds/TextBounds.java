package io.infrabot.events.bounds;

import org.jspecify.annotations.Nullable;

/**
 * What a text may be. No text has NUL or half a surrogate pair: they break readers that are not ours.
 *
 * @param shortest in characters (code points, as JSON Schema counts)
 * @param longest  in characters
 */
public record TextBounds(int shortest, int longest, Controls controls) {

    /** Which control characters a text may hold. Most are refused: they can fake a log line or move a terminal's cursor. */
    public enum Controls {
        NONE,

        /** Tabs and line breaks, as a person writes them. */
        LINES,

        /** All but NUL: what a program has said. */
        OUTPUT
    }

    /** A session's team; must not be blank either. */
    public static final TextBounds TEAM = new TextBounds(1, 200, Controls.NONE);

    public static final TextBounds SESSION_NAME = new TextBounds(0, 200, Controls.NONE);

    /** Without {@code =}, which parts key and value where a list is asked for a label. */
    public static final TextBounds LABEL_KEY = new TextBounds(1, 128, Controls.NONE);

    public static final TextBounds LABEL_VALUE = new TextBounds(0, 256, Controls.NONE);
    public static final TextBounds REASON = new TextBounds(0, 1_000, Controls.LINES);
    public static final TextBounds OPERATION_TYPE = new TextBounds(1, 128, Controls.NONE);

    /** A path on a node. */
    public static final TextBounds PATH = new TextBounds(1, 4_096, Controls.NONE);

    /** A word of a tool's own language, as {@code linux/arm64}. */
    public static final TextBounds WORD = new TextBounds(1, 128, Controls.NONE);

    public static final TextBounds BUILD_ARG_NAME = new TextBounds(1, 256, Controls.NONE);
    public static final TextBounds BUILD_ARG = new TextBounds(0, 32_768, Controls.LINES);

    /** The name of a field in free JSON. */
    public static final TextBounds JSON_KEY = new TextBounds(0, 1_024, Controls.NONE);

    /** A text in free JSON; how long it may be, follows from what all of it may weigh. */
    public static final TextBounds JSON_TEXT = new TextBounds(0, Integer.MAX_VALUE, Controls.LINES);

    /** A text or a name in what a tool returned. */
    public static final TextBounds RESULT_TEXT = new TextBounds(0, Integer.MAX_VALUE, Controls.OUTPUT);

    /** What is wrong with {@code text}, or null. */
    public @Nullable String complaintAbout(String text) {
        var length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            return length == 0
                    ? "must not be empty"
                    : "must have %d to %d characters, but has %d".formatted(shortest, longest, length);
        }
        return complaintAboutCharacters(text);
    }

    private @Nullable String complaintAboutCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isISOControl(c) && !isAllowed(c)) {
                return "must not hold control characters, but holds U+%04X".formatted((int) c);
            }
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i)) {
                    return "must not hold half a surrogate pair, but holds U+%04X".formatted((int) c);
                }
                i++;
            }
        }
        return null;
    }

    private boolean isAllowed(char control) {
        return switch (controls) {
            case NONE -> false;
            case LINES -> control == '\n' || control == '\r' || control == '\t';
            case OUTPUT -> control != 0;
        };
    }

    private static boolean isPairAt(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    /** {@code text} at no more than {@code longest} characters, without what {@link #complaintAbout} would name. */
    public static String shown(String text, int longest) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > longest
                ? shown.append('…').toString()
                : shown.toString();
    }
}

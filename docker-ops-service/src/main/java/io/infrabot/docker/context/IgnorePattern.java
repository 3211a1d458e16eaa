package io.infrabot.docker.context;

import java.util.function.Predicate;

/**
 * One line of a .dockerignore.
 *
 * @param exception whether it takes back what earlier lines ignore
 * @param text      without the exclamation mark
 */
record IgnorePattern(boolean exception, String text, Predicate<String> matcher) {

    /**
     * Reads a line that was cleaned.
     *
     * @throws IllegalArgumentException if it is no pattern
     */
    static IgnorePattern of(String line) {
        var exception = line.startsWith("!");
        var text = exception ? line.substring(1) : line;
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an exclamation mark alone");
        }
        return new IgnorePattern(exception, text, matcher(text));
    }

    boolean matches(String name) {
        return matcher.test(name);
    }

    /** Two stars at the begin or the end of plain text mean more than a pattern's: whatever begins or ends so. */
    private static Predicate<String> matcher(String text) {
        var glob = Glob.parse(text);
        if (isPlain(text)) {
            return text::equals;
        }
        if (text.startsWith("**") && isPlain(text.substring(2))) {
            var end = text.substring(2);
            return name -> name.endsWith(end) || (end.startsWith("/") && name.equals(end.substring(1)));
        }
        if (text.endsWith("**") && isPlain(text.substring(0, text.length() - 2))) {
            return name -> name.startsWith(text.substring(0, text.length() - 2));
        }
        return glob::matches;
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> "*?[]\\".indexOf(c) >= 0);
    }
}

package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation, or one attempt of it, did not succeed.
 *
 * @param code      stable, see {@link ErrorCode}; readers must expect codes they do not know
 * @param category  where to look first, see {@link ErrorCode.Category}
 * @param message   one sentence for a person; never holds a secret or a stack trace
 * @param retryable whether trying again may help
 * @param output    the last lines of what a program said before it failed; absent where none is known. May hold whatever
 *                  the program printed, and is no line for a log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationError(
        String code,
        String category,
        String message,
        boolean retryable,
        @Nullable List<String> output) {

    /** The longest message kept, in characters: errors travel on topics with a size limit. */
    public static final int MAX_MESSAGE = 4_000;

    /** The most of the output that is kept, the last lines of it. */
    public static final int MAX_OUTPUT_LINES = 20;

    /** The most characters of the output that are kept, of all lines together. */
    public static final int MAX_OUTPUT = 4_000;

    public OperationError {
        message = cut(message, MAX_MESSAGE);
        output = output == null || output.isEmpty() ? null : lastOf(output);
    }

    public OperationError(String code, String category, String message, boolean retryable) {
        this(code, category, message, retryable, null);
    }

    /** An error with the category and retryability that belong to {@code code}. */
    public static OperationError of(ErrorCode code, String message) {
        return new OperationError(code.name(), code.category().name(), message, code.retryable());
    }

    private static List<String> lastOf(List<String> lines) {
        var kept = new ArrayDeque<String>();
        var left = MAX_OUTPUT;
        for (int i = lines.size() - 1; i >= 0 && kept.size() < MAX_OUTPUT_LINES && left > 0; i--) {
            var line = cut(lines.get(i), left);
            kept.addFirst(line);
            left -= line.length();
        }
        return List.copyOf(kept);
    }

    private static String cut(String text, int max) {
        return text.length() > max ? wellFormed(beginningOf(text, max - 1)) + "…" : wellFormed(text);
    }

    private static String beginningOf(String text, int end) {
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** Half a surrogate pair, as a cut may leave it, breaks readers in other languages. */
    private static String wellFormed(String text) {
        return text.codePoints().anyMatch(OperationError::isHalf)
                ? text.codePoints()
                        .map(c -> isHalf(c) ? '\uFFFD' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}

package io.infrabot.events;

/**
 * Why an operation, or one attempt of it, did not succeed.
 *
 * @param code      stable, see {@link ErrorCode}; readers must expect codes they do not know
 * @param category  where to look first, see {@link ErrorCode.Category}
 * @param message   one sentence for a person; never holds a secret or a stack trace
 * @param retryable whether trying again may help
 */
public record OperationError(String code, String category, String message, boolean retryable) {

    /** The longest message kept, in characters: errors travel on topics with a size limit. */
    public static final int MAX_MESSAGE = 4_000;

    public OperationError {
        message = message.length() > MAX_MESSAGE ? wellFormed(beginningOf(message)) + "…" : wellFormed(message);
    }

    private static String beginningOf(String message) {
        var end = MAX_MESSAGE - 1;
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
    }

    /** Half a surrogate pair, as a cut may leave it, breaks readers in other languages. */
    private static String wellFormed(String message) {
        return message.codePoints().anyMatch(OperationError::isHalf)
                ? message.codePoints()
                        .map(c -> isHalf(c) ? '\uFFFD' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : message;
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /** An error with the category and retryability that belong to {@code code}. */
    public static OperationError of(ErrorCode code, String message) {
        return new OperationError(code.name(), code.category().name(), message, code.retryable());
    }
}

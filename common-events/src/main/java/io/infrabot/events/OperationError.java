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
        if (message.length() > MAX_MESSAGE) {
            message = message.substring(0, MAX_MESSAGE - 1) + "…";
        }
    }

    /** An error with the category and retryability that belong to {@code code}. */
    public static OperationError of(ErrorCode code, String message) {
        return new OperationError(code.name(), code.category().name(), message, code.retryable());
    }
}

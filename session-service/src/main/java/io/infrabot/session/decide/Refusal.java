package io.infrabot.session.decide;

import java.util.List;

/**
 * Why something asked for is not done. A value, not an exception.
 *
 * @param detail one sentence for a person
 * @param errors what is wrong, field by field, where that can be said
 */
public record Refusal(Code code, String detail, List<FieldError> errors) {

    /** Stable names that callers may switch on (R0.41). */
    public enum Code {
        REQUEST_INVALID,
        IMAGE_REFERENCE_INVALID,
        TOOL_NOT_FOUND,
        SESSION_NOT_FOUND,
        SESSION_DELETED,
        SESSION_INVALID_STATUS,
        SESSION_TIMEOUT,
        SESSION_UNREADABLE,
        OPERATION_NOT_FOUND,
        IDEMPOTENCY_CONFLICT,
        CANCEL_TOO_LATE,
        RESOURCE_LIMIT_EXCEEDED
    }

    /** What is wrong with one field. */
    public record FieldError(String field, String message) {}

    public Refusal {
        errors = List.copyOf(errors);
    }

    public static Refusal of(Code code, String detail) {
        return new Refusal(code, detail, List.of());
    }

    /** One field is not as it must be. */
    static Refusal ofField(String field, String message) {
        return new Refusal(Code.REQUEST_INVALID, field + " " + message, List.of(new FieldError(field, message)));
    }
}

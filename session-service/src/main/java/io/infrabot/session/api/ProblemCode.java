package io.infrabot.session.api;

/** The stable codes of problems, and the status that each is answered with. */
public enum ProblemCode {
    REQUEST_INVALID(400),
    HOST_NOT_ALLOWED(403),
    ORIGIN_NOT_ALLOWED(403),
    SESSION_NOT_FOUND(404),
    OPERATION_NOT_FOUND(404),
    TOOL_NOT_FOUND(404),
    NODE_NOT_FOUND(404),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    SESSION_INVALID_STATUS(409),
    SESSION_TIMEOUT(409),
    IDEMPOTENCY_CONFLICT(409),
    CANCEL_TOO_LATE(409),
    NODE_NOT_ALIVE(409),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    IMAGE_REFERENCE_INVALID(422),
    RESOURCE_LIMIT_EXCEEDED(429),
    INTERNAL(500),
    NOT_READY(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether any route that there is may answer it. */
    public boolean isOfEveryRoute() {
        return switch (this) {
            case REQUEST_INVALID, HOST_NOT_ALLOWED, ORIGIN_NOT_ALLOWED, NOT_ACCEPTABLE, INTERNAL -> true;
            case SESSION_NOT_FOUND,
                    OPERATION_NOT_FOUND,
                    TOOL_NOT_FOUND,
                    NODE_NOT_FOUND,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    SESSION_INVALID_STATUS,
                    SESSION_TIMEOUT,
                    IDEMPOTENCY_CONFLICT,
                    CANCEL_TOO_LATE,
                    NODE_NOT_ALIVE,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    IMAGE_REFERENCE_INVALID,
                    RESOURCE_LIMIT_EXCEEDED,
                    NOT_READY -> false;
        };
    }
}

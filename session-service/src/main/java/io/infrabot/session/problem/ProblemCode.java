package io.infrabot.session.problem;

/** The stable codes of problems: the status that each is answered with, and which routes answer it. */
public enum ProblemCode {
    REQUEST_INVALID(400, Where.EVERY_ROUTE),
    HOST_NOT_ALLOWED(403, Where.EVERY_ROUTE),
    ORIGIN_NOT_ALLOWED(403, Where.EVERY_ROUTE),
    SESSION_NOT_FOUND(404, Where.AS_NAMED),
    OPERATION_NOT_FOUND(404, Where.AS_NAMED),
    TOOL_NOT_FOUND(404, Where.AS_NAMED),
    NODE_NOT_FOUND(404, Where.AS_NAMED),
    NOT_FOUND(404, Where.NO_ROUTE),
    METHOD_NOT_ALLOWED(405, Where.NO_ROUTE),
    NOT_ACCEPTABLE(406, Where.EVERY_ROUTE),
    REQUEST_TIMEOUT(408, Where.WITH_BODY),
    SESSION_INVALID_STATUS(409, Where.AS_NAMED),
    SESSION_TIMEOUT(409, Where.AS_NAMED),
    SESSION_UNREADABLE(409, Where.AS_NAMED),
    IDEMPOTENCY_CONFLICT(409, Where.WITH_KEY),
    CANCEL_TOO_LATE(409, Where.AS_NAMED),
    NODE_NOT_ALIVE(409, Where.AS_NAMED),
    NODE_ALIVE(409, Where.AS_NAMED),
    SESSION_DELETED(410, Where.AS_NAMED),
    BODY_TOO_LARGE(413, Where.WITH_BODY),
    URI_TOO_LONG(414, Where.EVERY_ROUTE),
    UNSUPPORTED_MEDIA_TYPE(415, Where.WITH_BODY),
    EXPECTATION_FAILED(417, Where.WITH_BODY),
    IMAGE_REFERENCE_INVALID(422, Where.AS_NAMED),
    RESOURCE_LIMIT_EXCEEDED(429, Where.AS_NAMED),
    TOO_MANY_STREAMS(429, Where.STREAM),
    HEADERS_TOO_LARGE(431, Where.EVERY_ROUTE),
    INTERNAL(500, Where.EVERY_ROUTE),
    NOT_READY(503, Where.AS_NAMED),
    OVERLOADED(503, Where.EVERY_ROUTE),
    HTTP_VERSION_NOT_SUPPORTED(505, Where.NO_ROUTE);

    /** The routes that answer a code, as far as their form tells. */
    public enum Where {
        EVERY_ROUTE,
        /** Those that take a body. */
        WITH_BODY,
        /** Those that take an Idempotency-Key. */
        WITH_KEY,
        /** Live streams. */
        STREAM,
        /** Those that name it in @Problems. */
        AS_NAMED,
        /** What is answered before a route is found. */
        NO_ROUTE
    }

    private final int status;
    private final Where where;

    ProblemCode(int status, Where where) {
        this.status = status;
        this.where = where;
    }

    /** The status of HTTP that it is answered with. */
    public int status() {
        return status;
    }

    /** Which routes answer it. */
    public Where where() {
        return where;
    }
}

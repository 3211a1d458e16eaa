package io.infrabot.events;

/**
 * Why an operation failed, for machines. Metrics are tagged with it, so the set stays small.
 * Readers must expect codes that they do not know: on the wire it is a plain string ({@link OperationError}).
 */
public enum ErrorCode {
    DOCKER_DAEMON_UNAVAILABLE(Category.ENGINE, true),
    DOCKER_REGISTRY_UNAVAILABLE(Category.REGISTRY, true),
    DOCKER_IMAGE_NOT_FOUND(Category.REGISTRY, false),
    DOCKER_AUTH_FAILED(Category.REGISTRY, false),
    DOCKER_PULL_FAILED(Category.ENGINE, false),
    DOCKER_PUSH_FAILED(Category.ENGINE, false),
    DOCKER_TAG_FAILED(Category.ENGINE, false),
    DOCKER_BUILD_FAILED(Category.ENGINE, false),
    DISK_SPACE_INSUFFICIENT(Category.ENGINE, false),
    ENGINE_UNAVAILABLE(Category.PLACEMENT, false),
    NODE_LOST(Category.PLACEMENT, false),
    SUB_OPERATIONS_FAILED(Category.PLACEMENT, false),
    OPERATION_TIMEOUT(Category.LIMIT, false),
    RESOURCE_LIMIT_EXCEEDED(Category.LIMIT, false),
    RESULT_TOO_LARGE(Category.LIMIT, false),
    OUTCOME_UNKNOWN(Category.UNKNOWN, false),
    REQUEST_INVALID(Category.REQUEST, false),
    IMAGE_REFERENCE_INVALID(Category.REQUEST, false),
    TOOL_NOT_FOUND(Category.REQUEST, false),
    SESSION_INVALID_STATUS(Category.REQUEST, false),
    SESSION_TIMEOUT(Category.REQUEST, false),
    INTERNAL(Category.INTERNAL, false);

    /** Whose fault it is, roughly: where an operator looks first. */
    public enum Category {
        REQUEST,
        ENGINE,
        REGISTRY,
        PLACEMENT,
        LIMIT,
        UNKNOWN,
        INTERNAL
    }

    private final Category category;
    private final boolean retryable;

    ErrorCode(Category category, boolean retryable) {
        this.category = category;
        this.retryable = retryable;
    }

    public Category category() {
        return category;
    }

    /** Whether trying the same thing again may help (R0.6). */
    public boolean retryable() {
        return retryable;
    }
}

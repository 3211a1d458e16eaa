package io.infrabot.service.log;

/** The keys of {@link LogKeys}. */
public enum LogKey {
    SESSION("sessionId"),
    OPERATION("operationId"),
    RUN("runId"),
    NODE("node"),
    /** A record as {@code topic-partition@offset}. */
    RECORD("record"),
    TOPIC("topic");

    private final String text;

    LogKey(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}

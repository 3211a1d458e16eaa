package io.infrabot.events;

import java.util.List;

/** Names and fixed partition counts of InfraBot's topics. All session topics are keyed by session id and co-partitioned. */
public final class Topics {

    public static final String REQUESTS = "infrabot.requests";
    public static final String SESSION_EVENTS = "infrabot.session.events";
    public static final String SESSION_STATE = "infrabot.session.state";
    public static final String WORK = "infrabot.work";
    public static final String OPERATION_EVENTS = "infrabot.operation.events";
    public static final String OPERATION_PROGRESS = "infrabot.operation.progress";
    public static final String OPERATION_ERRORS = "infrabot.operation.errors";
    public static final String BEATS = "infrabot.beats";
    public static final String NODES = "infrabot.nodes";

    /** Partitions of {@link #WORK}; a node reads the one its id hashes to. */
    public static final int WORK_PARTITIONS = 64;

    /** Every topic whose key is a session id. */
    public static final List<String> OF_SESSIONS =
            List.of(REQUESTS, SESSION_EVENTS, SESSION_STATE, OPERATION_EVENTS, OPERATION_PROGRESS, OPERATION_ERRORS);

    private Topics() {}

    /** Where records of {@code topic} go that could not be understood. */
    public static String deadLettersOf(String topic) {
        return topic + ".dlq";
    }
}

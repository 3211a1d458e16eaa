package io.infrabot.events;

/** The names of InfraBot's topics, as constants; {@link Topic} says what each is. */
public final class TopicNames {

    public static final String REQUESTS = "infrabot.requests";
    public static final String SESSION_EVENTS = "infrabot.session.events";
    public static final String SESSION_STATE = "infrabot.session.state";
    public static final String WORK = "infrabot.work";
    public static final String OPERATION_EVENTS = "infrabot.operation.events";
    public static final String OPERATION_PROGRESS = "infrabot.operation.progress";
    public static final String OPERATION_ERRORS = "infrabot.operation.errors";
    public static final String BEATS = "infrabot.beats";
    public static final String NODES = "infrabot.nodes";

    private static final String DEAD_LETTERS = ".dlq";

    private TopicNames() {}

    /** Where records of {@code topic} go that could not be understood. */
    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTERS;
    }

    /** Whether {@code topic} is where such records go. */
    public static boolean isForDeadLetters(String topic) {
        return topic.endsWith(DEAD_LETTERS);
    }
}

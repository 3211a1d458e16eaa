package io.infrabot.events;

/** Record headers on the wire: CloudEvents 1.0 in Kafka's binary mode, and a few of our own. Values are UTF-8. */
public final class Headers {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";

    /** The operation id, where a record is about one. */
    public static final String SUBJECT = "ce_subject";

    public static final String IDEMPOTENCY_KEY = "ce_idempotencykey";

    /**
     * On requests and on the facts that follow from them: who asked, {@code anonymous} where nobody has logged in. Absent on
     * a request it means the same.
     */
    public static final String PRINCIPAL = "ce_principal";

    /** Which record led to this one: {@code topic-partition@offset}. */
    public static final String CAUSE = "ce_cause";

    /** On facts: digest of the fact that this one was decided on; see {@link SessionEvent}. */
    public static final String AFTER = "ce_after";

    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    /** Set on a request that arrived on another partition than its key's and was published again, once. */
    public static final String REROUTED = "infrabot-rerouted";

    /** On dead letters: a stable code that says why, then where the record stood. */
    public static final String DLQ_REASON = "infrabot-dlq-reason";

    public static final String DLQ_DETAIL = "infrabot-dlq-detail";
    public static final String DLQ_TOPIC = "infrabot-dlq-topic";
    public static final String DLQ_PARTITION = "infrabot-dlq-partition";
    public static final String DLQ_OFFSET = "infrabot-dlq-offset";

    private Headers() {}
}

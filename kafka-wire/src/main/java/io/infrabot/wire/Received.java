package io.infrabot.wire;

/** What a record read from a topic turned out to be. */
public sealed interface Received {

    /** A record that we know, in its envelope. */
    record Known(Object record, Envelope envelope) implements Received {}

    /**
     * Something that cannot be used as it is; it belongs on the dead letter topic.
     *
     * @param detail one sentence for a person
     */
    record Unreadable(Reason reason, String detail) implements Received {}

    /** Why a record was not understood; stands in the dead letter's header. */
    enum Reason {
        NOT_A_CLOUD_EVENT,
        UNKNOWN_TYPE,
        NOT_JSON,
        RECORD_INVALID,
        KEY_MISSING,
        KEY_MISMATCH,
        TOO_LARGE,
        REFUSED,
        WRONG_PARTITION,
        PROCESSING_FAILED
    }
}

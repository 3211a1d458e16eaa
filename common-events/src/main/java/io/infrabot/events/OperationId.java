package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names an operation: its session's id, a dot, and 12 characters of base32, so that the id alone tells the partition. */
public record OperationId(@JsonValue String value) {

    private static final int DOT = Characters.UUID_LENGTH;
    private static final int LENGTH = DOT + 1 + 12;

    @JsonCreator
    public OperationId {
        if (!isFormed(value)) {
            throw new IllegalArgumentException(
                    "an operation id is <session id>.<12 of a-z, 2-7>, but is '" + value + "'");
        }
    }

    /** The session that the operation belongs to. */
    public SessionId session() {
        return new SessionId(value.substring(0, DOT));
    }

    private static boolean isFormed(String value) {
        return value.length() == LENGTH
                && Characters.beginsWithUuid(value)
                && value.charAt(DOT) == '.'
                && Characters.isBase32(value, DOT + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a node, an instance of an executing service, over all its restarts. */
public record NodeId(@JsonValue String value) {

    private static final int LONGEST = 63;

    @JsonCreator
    public NodeId {
        if (!isFormed(value)) {
            throw new IllegalArgumentException(
                    "a node id is up to 63 of a-z, 0-9, '.' and '-', but is '" + value + "'");
        }
    }

    /** Whether {@code value} could name a node. */
    public static boolean isFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (!Characters.isSmallOrDigit(c) && (i == 0 || (c != '.' && c != '-'))) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST;
    }

    @Override
    public String toString() {
        return value;
    }
}

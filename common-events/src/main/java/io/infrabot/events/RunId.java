package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one placement of an operation on one node; another placement is another run. */
public record RunId(@JsonValue String value) {

    private static final int LONGEST = 128;

    @JsonCreator
    public RunId {
        if (!isFormed(value)) {
            throw new IllegalArgumentException(
                    "a run id is 1 to 128 of A-Z, a-z, 0-9 and '._:-', but is '" + value + "'");
        }
    }

    private static boolean isFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (!Characters.isLetterOrDigit(c) && c != '.' && c != '_' && c != ':' && c != '-') {
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

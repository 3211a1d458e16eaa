package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a session: a UUID in lower case. */
public record SessionId(@JsonValue String value) {

    @JsonCreator
    public SessionId {
        if (value.length() != Characters.UUID_LENGTH || !Characters.beginsWithUuid(value)) {
            throw new IllegalArgumentException("a session id is a UUID in lower case, but is '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

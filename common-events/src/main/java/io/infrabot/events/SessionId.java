package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a session: a UUID in lower case. */
public record SessionId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @JsonCreator
    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a session id is a UUID in lower case, but is '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

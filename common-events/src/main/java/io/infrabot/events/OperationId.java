package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names an operation: its session's id, a dot, and 12 characters of base32, so that the id alone tells the partition. */
public record OperationId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[a-z2-7]{12}");

    @JsonCreator
    public OperationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an operation id is <session id>.<12 of a-z, 2-7>, but is '" + value + "'");
        }
    }

    /** The session that the operation belongs to. */
    public SessionId session() {
        return new SessionId(value.substring(0, 36));
    }

    @Override
    public String toString() {
        return value;
    }
}

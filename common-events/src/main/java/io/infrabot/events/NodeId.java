package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a node, an instance of an executing service, over all its restarts. */
public record NodeId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    @JsonCreator
    public NodeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a node id is up to 63 of a-z, 0-9, '.' and '-', but is '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

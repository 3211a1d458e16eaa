package io.infrabot.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one placement of an operation on one node; another placement is another run. */
public record RunId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    @JsonCreator
    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a run id is 1 to 128 of A-Z, a-z, 0-9 and '._:-', but is '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

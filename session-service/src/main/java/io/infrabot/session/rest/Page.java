package io.infrabot.session.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.infrabot.session.problem.RequestFields;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextCursor where the next part begins; absent with the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** The most that one page holds (S48). */
    static final int MAX = 100;

    /** A page ends with the item that makes it about this large: the next page goes on behind it. */
    public static final long MAX_BYTES = 1024 * 1024;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    /** How many items a page may have, as asked for or by default. */
    public static int limit(@Nullable String asked) {
        if (asked == null) {
            return 50;
        }
        if (!NUMBER.matcher(asked).matches() || Integer.parseInt(asked) < 1 || Integer.parseInt(asked) > MAX) {
            throw RequestFields.wrong("limit", "must be 1 to " + MAX);
        }
        return Integer.parseInt(asked);
    }
}

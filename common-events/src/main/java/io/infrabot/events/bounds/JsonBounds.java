package io.infrabot.events.bounds;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What free JSON may be: what a caller or a tool chose the form of. Each is well below what the readers of facts,
 * operations and states take, whatever is wrapped around it.
 *
 * @param deepest  levels of objects and arrays, the outermost one included
 * @param most     values, at all levels together
 * @param heaviest bytes as we write it
 * @param names    what the name of a field may be
 * @param texts    what a text may be
 */
public record JsonBounds(int deepest, int most, int heaviest, TextBounds names, TextBounds texts) {

    public static final JsonBounds METADATA = asked(64 * 1024);

    /** A request may weigh this much with all that is around them, so that the door's own bound comes first. */
    public static final JsonBounds ARGUMENTS = asked(256 * 1024);

    /** Deeper than arguments: a tool may wrap what it was given. */
    public static final JsonBounds RESULT =
            new JsonBounds(48, 50_000, 128 * 1024, TextBounds.RESULT_TEXT, TextBounds.RESULT_TEXT);

    /** Longer whole numbers are no numbers that anybody reckons with, and cost more than they say. */
    public static final int MAX_DIGITS = 80;

    private static JsonBounds asked(int heaviest) {
        return new JsonBounds(32, 10_000, heaviest, TextBounds.JSON_KEY, TextBounds.JSON_TEXT);
    }

    /**
     * The first thing that is wrong in {@code value}: maps, lists, texts, numbers, truth values and null are JSON.
     *
     * @param path its place in the record
     */
    public Optional<Violation> violationIn(String path, @Nullable Object value) {
        return new JsonWalk(this).over(path, value);
    }
}

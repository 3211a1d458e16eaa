package io.infrabot.docker.context;

import java.util.function.IntPredicate;

/** The characters of a pattern, one after the other. */
final class Characters {

    private final int[] characters;
    private int at;

    Characters(String text) {
        this.characters = text.codePoints().toArray();
    }

    boolean hasNext() {
        return at < characters.length;
    }

    int next() {
        if (!hasNext()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return characters[at++];
    }

    /** Goes on if the next one is {@code wanted}. */
    boolean takes(int wanted) {
        var is = hasNext() && characters[at] == wanted;
        at += is ? 1 : 0;
        return is;
    }

    /** What stands between brackets, the first of which is behind: {@code a-z]}, {@code ^0-9]}. */
    IntPredicate bracket() {
        var not = takes('^');
        IntPredicate any = range();
        while (!takes(']')) {
            any = any.or(range());
        }
        return not ? any.negate() : any;
    }

    private IntPredicate range() {
        var low = member();
        var high = takes('-') ? member() : low;
        return c -> c >= low && c <= high;
    }

    private int member() {
        var c = next();
        if (c == '-' || c == ']') {
            throw new IllegalArgumentException("a bracket is empty or begins wrongly");
        }
        return c == '\\' ? next() : c;
    }
}

package io.infrabot.docker.context;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern with wildcards, walked through with all its possible positions at once: the time grows with the length of
 * pattern and name, whatever a pattern looks like.
 */
final class Glob {

    /** What the next character may be, and whether it may be taken again or left out. */
    private sealed interface Step {

        /** One character. */
        record One(IntPredicate allowed) implements Step {}

        /** Any number of characters. */
        record Many(IntPredicate allowed) implements Step {}

        /** Any number of whole folders, each with its slash. */
        record Folders() implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();

    private Glob() {}

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none: a bracket that is not closed, or nothing after the last backslash
     */
    static Glob parse(String pattern) {
        var glob = new Glob();
        var rest = new Characters(pattern);
        while (rest.hasNext()) {
            glob.steps.add(step(rest));
        }
        return glob;
    }

    private static Step step(Characters rest) {
        var c = rest.next();
        return switch (c) {
            case '*' -> rest.takes('*') ? stars(rest) : new Step.Many(Glob::isNoSlash);
            case '?' -> new Step.One(Glob::isNoSlash);
            case '[' -> new Step.One(rest.bracket());
            case '\\' -> literal(rest.next());
            default -> literal(c);
        };
    }

    private static Step stars(Characters rest) {
        var _ = rest.takes('/');
        return rest.hasNext() ? new Step.Folders() : new Step.Many(_ -> true);
    }

    private static boolean isNoSlash(int c) {
        return c != '/';
    }

    private static Step literal(int wanted) {
        return new Step.One(c -> c == wanted);
    }

    /** Whether all of {@code name} is of this pattern. */
    boolean matches(String name) {
        // Bit i: the next character is for step i. Bit -i-1 of inFolders: in the middle of a folder's name of step i.
        var at = new BitSet();
        var inFolders = new BitSet();
        stand(at, 0);
        for (var c : name.codePoints().toArray()) {
            var next = new BitSet();
            var nextInFolders = new BitSet();
            for (int i = at.nextSetBit(0); i >= 0 && i < steps.size(); i = at.nextSetBit(i + 1)) {
                take(i, c, next, nextInFolders);
            }
            inFolders.stream().forEach(i -> inFolder(i, c, next, nextInFolders));
            at = next;
            inFolders.clear();
            inFolders.or(nextInFolders);
        }
        return at.get(steps.size());
    }

    private void take(int i, int c, BitSet next, BitSet nextInFolders) {
        switch (steps.get(i)) {
            case Step.One(var allowed) when allowed.test(c) -> stand(next, i + 1);
            case Step.Many(var allowed) when allowed.test(c) -> stand(next, i);
            case Step.Folders() -> inFolder(i, c, next, nextInFolders);
            case Step.One _, Step.Many _ -> {}
        }
    }

    private void inFolder(int i, int c, BitSet next, BitSet nextInFolders) {
        nextInFolders.set(i);
        if (c == '/') {
            stand(next, i + 1);
        }
    }

    /** Stands before step {@code i}, and before the next ones as far as steps may be left out. */
    private void stand(BitSet at, int i) {
        at.set(i);
        if (i < steps.size() && !(steps.get(i) instanceof Step.One)) {
            stand(at, i + 1);
        }
    }
}

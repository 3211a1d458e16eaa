package io.infrabot.docker.context;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A .dockerignore: what of a directory is not sent. Reads it as the docker client does, with its oddities. */
public final class IgnoreFile {

    /** The name that it has in a context. */
    public static final String NAME = ".dockerignore";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<IgnorePattern> patterns;

    private IgnoreFile(List<IgnorePattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * Reads the text of one. It may name itself and the {@code dockerfile}: both are sent, for the engine needs them, and
     * the engine leaves them out of what can be copied.
     *
     * @throws IllegalArgumentException if a line is no pattern
     */
    public static IgnoreFile parse(String text, String dockerfile) {
        var patterns = new ArrayList<IgnorePattern>();
        var content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (var line : content.split("\n", -1)) {
            var cleaned = cleaned(line);
            if (cleaned != null) {
                patterns.add(IgnorePattern.of(cleaned));
            }
        }
        for (var needed : List.of(NAME, dockerfile)) {
            if (new IgnoreFile(patterns).ignoresOrAParent(needed)) {
                patterns.add(IgnorePattern.of("!" + needed));
            }
        }
        return new IgnoreFile(patterns);
    }

    /** A folder above a name, with the lines that it or one above it is of. */
    record Above(BitSet matched) {}

    /**
     * What becomes of a name.
     *
     * @param ignored whether it is left out
     * @param below   for what is in it, if it is a folder
     */
    record Verdict(boolean ignored, Above below) {}

    /** What becomes of {@code name}, whose folder is {@code above}; null: it is at the top. */
    Verdict on(String name, @Nullable Above above) {
        var matched = new BitSet();
        var ignored = false;
        for (int i = 0; i < patterns.size(); i++) {
            var pattern = patterns.get(i);
            // A line that could change nothing is not looked at, and so not remembered for what is below.
            if ((above != null && above.matched().get(i))
                    || (pattern.exception() == ignored && pattern.matches(name))) {
                matched.set(i);
                ignored = !pattern.exception();
            }
        }
        return new Verdict(ignored, new Above(matched));
    }

    /** Whether something in the ignored {@code folder} may be sent all the same. */
    boolean mayHaveExceptionIn(String folder) {
        return patterns.stream()
                .filter(IgnorePattern::exception)
                .anyMatch(pattern -> (pattern.text() + "/").startsWith(folder + "/"));
    }

    private boolean ignoresOrAParent(String name) {
        var ignored = false;
        for (var pattern : patterns) {
            if (pattern.exception() == ignored && matchesOrAParent(pattern, name)) {
                ignored = !pattern.exception();
            }
        }
        return ignored;
    }

    private static boolean matchesOrAParent(IgnorePattern pattern, String name) {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (pattern.matches(name.substring(0, slash))) {
                return true;
            }
        }
        return pattern.matches(name);
    }

    /** The pattern of a line; null if it has none. */
    private static @Nullable String cleaned(String line) {
        var text = line.strip();
        if (line.startsWith("#") || text.isEmpty()) {
            return null;
        }
        var exception = text.startsWith("!");
        var pattern = exception ? text.substring(1).strip() : text;
        if (pattern.isEmpty()) {
            return "!";
        }
        var path = path(pattern);
        return (exception ? "!" : "") + (path.length() > 1 && path.startsWith("/") ? path.substring(1) : path);
    }

    /** Without empty steps, dots, and steps up that earlier ones make good. */
    private static String path(String text) {
        var absolute = text.startsWith("/");
        var steps = new ArrayDeque<String>();
        for (var step : text.split("/", -1)) {
            if (step.equals("..") && !steps.isEmpty() && !steps.getLast().equals("..")) {
                steps.removeLast();
            } else if (!step.isEmpty() && !step.equals(".") && !(step.equals("..") && absolute)) {
                steps.addLast(step);
            }
        }
        var path = (absolute ? "/" : "") + String.join("/", steps);
        return path.isEmpty() ? "." : path;
    }
}

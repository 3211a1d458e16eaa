package io.infrabot.docker.dockerjava;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last lines that a build has said, as a terminal would show them: without colours and other signs for terminals,
 * and of a line that was written over, what was written last. Bounded, whatever a build says.
 */
final class BuildOutput {

    static final int MAX_LINES = 20;

    /** Of one line, in characters. */
    static final int MAX_LINE = 1_000;

    private static final Pattern STEP = Pattern.compile("Step (\\d{1,4})/(\\d{1,4}) : (.*)");
    /** The engine says these in messages of their own, behind whatever a command has printed. */
    private static final Pattern OF_THE_ENGINE = Pattern.compile("(?:Removing intermediate container | ---> )");

    private static final Pattern WARNING = Pattern.compile("\\[Warning\\] (.*)");
    private static final Pattern FOR_TERMINALS = Pattern.compile(
            "\\u001B\\[[0-?]*[ -/]*[@-~]|\\u001B\\][^\\u0007\\u001B]*(?:\\u0007|\\u001B\\\\)?|\\u001B[ -/]*[0-~]");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t]]");

    private final Deque<String> lines = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private final StringBuilder unfinished = new StringBuilder();
    private String step = "";

    /** Whether the next character begins to write over the line, as progress bars do. */
    private boolean atBegin;

    /** Hears one message of the engine's, a part of what is said; lines may be cut anywhere. */
    void receive(String text) {
        if (OF_THE_ENGINE.matcher(text).lookingAt()) {
            finishLine();
        }
        for (int i = 0; i < text.length(); i++) {
            receive(text.charAt(i));
        }
    }

    /** The last lines, the oldest first; blank ones are left out. */
    List<String> lastLines() {
        finishLine();
        return List.copyOf(lines);
    }

    /** What the engine warned of. */
    List<String> warnings() {
        finishLine();
        return List.copyOf(warnings);
    }

    /** The step that the build is at: {@code step 2 of 5: COPY …}; empty before the first. */
    String step() {
        return step;
    }

    private void receive(char c) {
        if (c == '\n') {
            finishLine();
        } else if (c == '\r') {
            atBegin = true;
        } else {
            if (atBegin) {
                unfinished.setLength(0);
                atBegin = false;
            }
            if (unfinished.length() < 2 * MAX_LINE) {
                unfinished.append(c);
            }
        }
    }

    private void finishLine() {
        var line = seen(unfinished.toString());
        unfinished.setLength(0);
        atBegin = false;
        if (line.isBlank()) {
            return;
        }
        lines.addLast(line);
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
        var begun = STEP.matcher(line);
        if (begun.matches()) {
            step = "step %s of %s: %s".formatted(begun.group(1), begun.group(2), begun.group(3));
        }
        var warning = WARNING.matcher(line);
        if (warning.matches() && warnings.size() < MAX_LINES) {
            warnings.add(warning.group(1));
        }
    }

    private static String seen(String line) {
        var plain = UNSEEN.matcher(FOR_TERMINALS.matcher(line).replaceAll("")).replaceAll("");
        return plain.length() <= MAX_LINE ? plain.stripTrailing() : plain.substring(0, MAX_LINE - 1) + "…";
    }
}

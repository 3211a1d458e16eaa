package io.infrabot.chaos.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must not have happened, each kind of it once with its first example. Thread-safe. */
final class Findings {

    private static final int EXAMPLE = 600;

    private final Map<String, String> found = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    /** Something that must not be; {@code example} says how to see it again. */
    synchronized void add(String what, String example) {
        found.putIfAbsent(what, shown(example));
    }

    synchronized void answered(int status) {
        statuses.merge(status, 1, Integer::sum);
    }

    synchronized List<String> all() {
        return found.entrySet().stream()
                .map(each -> each.getKey() + (each.getValue().isEmpty() ? "" : "\n    " + each.getValue()))
                .toList();
    }

    /** How many calls were answered how; 0: the other side hung up. */
    synchronized Map<Integer, Integer> statuses() {
        return new TreeMap<>(statuses);
    }

    private static String shown(String example) {
        var oneLine = new StringBuilder();
        example.chars()
                .limit(EXAMPLE)
                .forEach(c -> oneLine.append(c < ' ' || c > '~' ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
        return oneLine.toString();
    }
}

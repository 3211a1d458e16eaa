package io.infrabot.session.writer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * The order in which the writer places what waits: teams take turns, within a team its sessions do, and within a session it
 * is first come, first served. On a node the same order is kept by {@code FairQueue}.
 */
final class FairOrder {

    private FairOrder() {}

    /** The same elements, in turns. */
    static <T> List<T> of(List<T> inLine, Function<T, ?> session, Function<T, ?> team) {
        var bySession = grouped(inLine, session);
        var byTeam = new LinkedHashMap<Object, List<List<T>>>();
        bySession.forEach(line -> byTeam.computeIfAbsent(team.apply(line.getFirst()), _ -> new ArrayList<>())
                .add(line));
        return merged(byTeam.values().stream().map(FairOrder::merged).toList());
    }

    private static <T> Collection<List<T>> grouped(List<T> inLine, Function<T, ?> key) {
        var groups = new LinkedHashMap<Object, List<T>>();
        inLine.forEach(each ->
                groups.computeIfAbsent(key.apply(each), _ -> new ArrayList<>()).add(each));
        return groups.values();
    }

    /** One of each line, then the next of each, until all are through. */
    private static <T> List<T> merged(Collection<List<T>> lines) {
        var turns = new ArrayDeque<ArrayDeque<T>>();
        lines.forEach(line -> turns.add(new ArrayDeque<>(line)));
        var merged = new ArrayList<T>();
        while (!turns.isEmpty()) {
            var line = turns.remove();
            merged.add(line.remove());
            if (!line.isEmpty()) {
                turns.add(line);
            }
        }
        return merged;
    }
}

package io.infrabot.tools.run;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Queue;

/**
 * A bounded queue in which teams take turns: first come first served within a team, one each between teams, so that a
 * thousand runs of one team delay another team's by one. Not thread-safe.
 */
final class TeamTurns<T> {

    private final int capacity;

    /** Teams that wait, in the order of their turns. */
    private final LinkedHashMap<String, Queue<T>> waiting = new LinkedHashMap<>();

    private int size;

    TeamTurns(int capacity) {
        this.capacity = capacity;
    }

    boolean offer(String team, T item) {
        if (size >= capacity) {
            return false;
        }
        waiting.computeIfAbsent(team, _ -> new ArrayDeque<>()).add(item);
        size++;
        return true;
    }

    Optional<T> poll() {
        var turn = waiting.pollFirstEntry();
        if (turn == null) {
            return Optional.empty();
        }
        var item = turn.getValue().remove();
        size--;
        if (!turn.getValue().isEmpty()) {
            waiting.putLast(turn.getKey(), turn.getValue());
        }
        return Optional.of(item);
    }

    boolean remove(String team, T item) {
        var queue = waiting.get(team);
        if (queue == null || !queue.remove(item)) {
            return false;
        }
        size--;
        if (queue.isEmpty()) {
            waiting.remove(team);
        }
        return true;
    }

    int size() {
        return size;
    }
}

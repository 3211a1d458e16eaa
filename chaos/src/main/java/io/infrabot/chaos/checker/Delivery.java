package io.infrabot.chaos.checker;

import io.infrabot.testkit.history.Logged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The history as a reader may get it: partitions mixed, each in its order, and every tenth fact once more later. */
final class Delivery {

    private static final double DUPLICATED = 0.1;
    private static final int LATER = 20;

    private Delivery() {}

    static List<Logged> disturbed(List<Logged> history, long seed) {
        var random = new Random(seed);
        var partitions = partitions(history);
        var delivered = new ArrayList<Logged>();
        var again = new ArrayDeque<Logged>();
        while (!partitions.isEmpty()) {
            var next = partitions.get(random.nextInt(partitions.size()));
            var logged = next.removeFirst();
            if (next.isEmpty()) {
                partitions.remove(next);
            }
            delivered.add(logged);
            if (random.nextDouble() < DUPLICATED) {
                again.add(logged);
            }
            if (again.size() > random.nextInt(1, LATER)) {
                delivered.add(again.removeFirst());
            }
        }
        delivered.addAll(again);
        return delivered;
    }

    private static List<Deque<Logged>> partitions(List<Logged> history) {
        Map<Integer, Deque<Logged>> partitions = new TreeMap<>();
        history.forEach(logged -> partitions
                .computeIfAbsent(logged.partition(), _ -> new ArrayDeque<>())
                .add(logged));
        return new ArrayList<>(partitions.values());
    }
}

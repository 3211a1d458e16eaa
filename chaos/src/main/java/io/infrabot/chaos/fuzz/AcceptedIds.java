package io.infrabot.chaos.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What has been accepted so far, so that later calls can be about it, and all of it can be looked at in the end. Thread-safe. */
final class AcceptedIds {

    private final List<String> sessions = new ArrayList<>();
    private final List<String> operations = new ArrayList<>();

    synchronized void session(String id) {
        sessions.add(id);
    }

    synchronized void operation(String id) {
        operations.add(id);
    }

    /** One of them, one of the newer ones more often; the nil id where there is none yet. */
    synchronized String someSession(Random random) {
        return sessions.isEmpty() ? "00000000-0000-0000-0000-000000000000" : some(sessions, random);
    }

    synchronized String someOperation(Random random) {
        return operations.isEmpty() ? someSession(random) + ".aaaaaaaaaaaa" : some(operations, random);
    }

    synchronized List<String> sessions() {
        return List.copyOf(sessions);
    }

    synchronized List<String> operations() {
        return List.copyOf(operations);
    }

    private static String some(List<String> all, Random random) {
        var last = Math.min(all.size(), 20);
        return random.nextBoolean()
                ? all.get(all.size() - 1 - random.nextInt(last))
                : all.get(random.nextInt(all.size()));
    }
}

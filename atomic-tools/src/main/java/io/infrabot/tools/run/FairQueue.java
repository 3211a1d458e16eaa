package io.infrabot.tools.run;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What waits on a node, in the order that {@code FairOrder} gives in the session service. Teams take turns, within a team
 * its sessions do, and within a session it is first come, first served: ten thousand runs of one session delay another's
 * first by one turn.
 *
 * <p>Where all room is taken, a newcomer may displace the last run of whoever has most: of the team with most, else of
 * the session with most in its own team. Only of one with at least two more than its own, so that each exchange brings
 * them nearer to each other; between equals there would be no end of it.
 *
 * <p>Not thread-safe.
 */
final class FairQueue<T> {

    /** What became of a newcomer. */
    sealed interface Offer<T> {

        /** It waits. */
        record Taken<T>() implements Offer<T> {}

        /** It waits in place of {@code displaced}, which waits no more. */
        record TakenFor<T>(T displaced) implements Offer<T> {}

        /** There is no room, and nobody who has to make some. */
        record Refused<T>() implements Offer<T> {}
    }

    private static final class Team<T> {

        /** Sessions that wait, in the order of their turns; none is empty. */
        private final LinkedHashMap<String, Deque<T>> sessions = new LinkedHashMap<>();

        private int size;

        private int sizeOf(String session) {
            var waiting = sessions.get(session);
            return waiting == null ? 0 : waiting.size();
        }
    }

    /** Teams that wait, in the order of their turns; none is empty. */
    private final LinkedHashMap<String, Team<T>> teams = new LinkedHashMap<>();

    private int size;

    /** Takes {@code item} in where fewer than {@code room} wait, or where somebody else has to give way to it. */
    Offer<T> offer(String team, String session, T item, int room) {
        if (size < room) {
            add(team, session, item);
            return new Offer.Taken<>();
        }
        var displaced = displacedBy(team, session);
        if (displaced.isEmpty()) {
            return new Offer.Refused<>();
        }
        add(team, session, item);
        return new Offer.TakenFor<>(displaced.get());
    }

    /** Takes out the run whose turn it is. */
    Optional<T> poll() {
        var turn = teams.pollFirstEntry();
        if (turn == null) {
            return Optional.empty();
        }
        var team = turn.getValue();
        var session = team.sessions.pollFirstEntry();
        var item = session.getValue().removeFirst();
        team.size--;
        size--;
        if (!session.getValue().isEmpty()) {
            team.sessions.putLast(session.getKey(), session.getValue());
        }
        if (team.size > 0) {
            teams.putLast(turn.getKey(), team);
        }
        return Optional.of(item);
    }

    /** Takes out {@code item}; false: it does not wait here. */
    boolean remove(String team, String session, T item) {
        var from = teams.get(team);
        var waiting = from == null ? null : from.sessions.get(session);
        if (from == null || waiting == null || !waiting.remove(item)) {
            return false;
        }
        tidy(team, from, session);
        return true;
    }

    int size() {
        return size;
    }

    private void add(String team, String session, T item) {
        var to = teams.computeIfAbsent(team, _ -> new Team<>());
        to.sessions.computeIfAbsent(session, _ -> new ArrayDeque<>()).addLast(item);
        to.size++;
        size++;
    }

    /** Takes out the run that has to give way to one of {@code session}. */
    private Optional<T> displacedBy(String team, String session) {
        var own = teams.getOrDefault(team, new Team<>());
        return most(teams, each -> each.size, own.size)
                .or(() -> most(own.sessions, Deque::size, own.sizeOf(session)).map(_ -> Map.entry(team, own)))
                .flatMap(giving -> takeLastOf(giving.getKey(), giving.getValue()));
    }

    /** Takes out the last run of the session with most in {@code team}. */
    private Optional<T> takeLastOf(String name, Team<T> team) {
        return most(team.sessions, Deque::size, -2).map(session -> {
            var last = session.getValue().removeLast();
            tidy(name, team, session.getKey());
            return last;
        });
    }

    /** Who has most, if at least two more than {@code own}. */
    private static <V> Optional<Map.Entry<String, V>> most(Map<String, V> waiting, ToIntFunction<V> size, int own) {
        return waiting.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.comparingInt(size)))
                .filter(most -> size.applyAsInt(most.getValue()) >= own + 2);
    }

    /** One run of {@code session} has been taken out. */
    private void tidy(String name, Team<T> team, String session) {
        size--;
        team.size--;
        if (team.sizeOf(session) == 0) {
            team.sessions.remove(session);
        }
        if (team.size == 0) {
            teams.remove(name);
        }
    }
}

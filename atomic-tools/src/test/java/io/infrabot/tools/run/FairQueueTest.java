package io.infrabot.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.tools.run.FairQueue.Offer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairQueueTest {

    private static final int ROOM = 6;

    private record Waiting(String team, String session, int number) {}

    private final FairQueue<String> turns = new FairQueue<>();

    @Test
    void teamsTakeTurnsAndWithinATeamItsSessionsDo() {
        offer("a", "1", "a1x", "a1y", "a1z");
        offer("a", "2", "a2x");
        offer("b", "1", "b1x");

        assertThat(drained()).containsExactly("a1x", "b1x", "a2x", "a1y", "a1z");
    }

    @Test
    void theFirstOfASessionWaitsOneTurnBehindTenThousandOfAnother() {
        for (int i = 0; i < 10_000; i++) {
            turns.offer("a", "1", "many " + i, Integer.MAX_VALUE);
        }
        turns.offer("a", "2", "first", Integer.MAX_VALUE);
        turns.offer("b", "1", "other team", Integer.MAX_VALUE);

        assertThat(List.of(polled(), polled(), polled())).containsExactly("many 0", "other team", "first");
    }

    @Test
    void inAFullQueueTheLastOfTheSessionWithMostGivesWay() {
        offer("a", "1", "1", "2", "3", "4");
        offer("a", "2", "5", "6");

        assertThat(turns.offer("a", "3", "new", ROOM)).isEqualTo(new Offer.TakenFor<>("4"));
        assertThat(turns.size()).isEqualTo(ROOM);
        assertThat(drained()).containsExactly("1", "5", "new", "2", "6", "3");
    }

    @Test
    void theTeamWithMostGivesWayBeforeTheSessionWithMost() {
        offer("a", "1", "1", "2");
        offer("b", "1", "3");
        offer("b", "2", "4");
        offer("b", "3", "5", "6");

        assertThat(turns.offer("a", "1", "new", ROOM)).isEqualTo(new Offer.TakenFor<>("6"));
    }

    @Test
    void sessionsOfOneTeamGiveWayToEachOtherEvenWhereAnotherTeamHasAsMany() {
        offer("a", "1", "1", "2", "3");
        offer("b", "1", "4", "5", "6");

        assertThat(turns.offer("b", "2", "new", ROOM)).isEqualTo(new Offer.TakenFor<>("6"));
    }

    @Test
    void betweenAlmostEqualsNobodyGivesWay() {
        offer("a", "1", "1", "2", "3");
        offer("b", "1", "4", "5", "6");

        assertThat(turns.offer("a", "1", "new", ROOM)).isEqualTo(new Offer.Refused<>());
        turns.poll();
        assertThat(turns.offer("b", "1", "new", ROOM - 1)).isEqualTo(new Offer.Refused<>());
    }

    @Test
    void whatIsRemovedLeavesRoomAndIsNotPolled() {
        offer("a", "1", "x");
        offer("b", "1", "y");

        assertThat(turns.remove("a", "1", "x")).isTrue();
        assertThat(turns.remove("a", "1", "x")).isFalse();
        assertThat(turns.remove("b", "2", "y")).isFalse();
        assertThat(drained()).containsExactly("y");
        assertThat(turns.size()).isZero();
    }

    /** Random arrivals, turns and cancels: nothing is lost, nothing doubled, and nothing waits beyond its bounds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597})
    void nothingIsLostOrDoubledAndTheBoundHolds(long seed) {
        for (int round = 0; round < 40; round++) {
            play(new Random(seed * 1_000 + round));
        }
    }

    private static void play(Random random) {
        var turns = new FairQueue<Waiting>();
        var room = 1 + random.nextInt(20);
        Set<Waiting> inside = new HashSet<>();
        Map<String, Integer> lastPolled = new HashMap<>();
        for (int number = 0; number < 500; number++) {
            switch (random.nextInt(5)) {
                case 0 -> poll(turns, inside, lastPolled);
                case 1 -> remove(turns, inside, random);
                default -> {
                    // one session asks for far more than the others
                    var team = random.nextBoolean() ? "0" : "" + random.nextInt(3);
                    var session = random.nextBoolean() ? "0" : "" + random.nextInt(3);
                    offer(turns, new Waiting(team, session, number), room, inside);
                }
            }
            assertThat(turns.size()).isEqualTo(inside.size()).isLessThanOrEqualTo(room);
        }
        while (turns.size() > 0) {
            poll(turns, inside, lastPolled);
        }
        assertThat(inside).isEmpty();
        assertThat(turns.poll()).isEmpty();
    }

    private static void offer(FairQueue<Waiting> turns, Waiting one, int room, Set<Waiting> inside) {
        var before = Set.copyOf(inside);
        switch (turns.offer(one.team(), one.session(), one, room)) {
            case Offer.Taken<Waiting> _ -> {
                assertThat(before).hasSizeLessThan(room);
                inside.add(one);
            }
            case Offer.TakenFor<Waiting>(var displaced) -> {
                assertThat(before).hasSize(room).contains(displaced);
                assertThat(sessionOf(displaced, before)).last().isEqualTo(displaced);
                inside.remove(displaced);
                inside.add(one);
                assertThat(unevenness(inside)).isLessThan(unevenness(before));
            }
            case Offer.Refused<Waiting> _ -> {
                assertThat(before).hasSize(room);
                var own = sessionOf(one, before).size();
                var others = before.stream().filter(it -> it.team().equals(one.team()));
                assertThat(others).allMatch(it -> sessionOf(it, before).size() < own + 2);
            }
        }
    }

    /** Falls with every exchange, so that exchanges come to an end. */
    private static long unevenness(Set<Waiting> waiting) {
        var byTeam = new HashMap<String, Long>();
        var bySession = new HashMap<String, Long>();
        waiting.forEach(it -> {
            byTeam.merge(it.team(), 1L, Long::sum);
            bySession.merge(it.team() + "/" + it.session(), 1L, Long::sum);
        });
        return 1_000 * squares(byTeam) + squares(bySession);
    }

    private static long squares(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(it -> it * it).sum();
    }

    private static List<Waiting> sessionOf(Waiting one, Set<Waiting> among) {
        return among.stream()
                .filter(it -> it.team().equals(one.team()) && it.session().equals(one.session()))
                .sorted(java.util.Comparator.comparingInt(Waiting::number))
                .toList();
    }

    private static void poll(FairQueue<Waiting> turns, Set<Waiting> inside, Map<String, Integer> lastPolled) {
        var next = turns.poll();
        assertThat(next.isPresent()).isEqualTo(!inside.isEmpty());
        next.ifPresent(it -> {
            assertThat(inside.remove(it)).isTrue();
            var before = lastPolled.put(it.team() + "/" + it.session(), it.number());
            assertThat(before == null || before < it.number())
                    .as("first come, first served")
                    .isTrue();
        });
    }

    private static void remove(FairQueue<Waiting> turns, Set<Waiting> inside, Random random) {
        inside.stream().skip(random.nextInt(inside.size() + 1)).findFirst().ifPresent(it -> {
            assertThat(turns.remove(it.team(), it.session(), it)).isTrue();
            inside.remove(it);
        });
    }

    private void offer(String team, String session, String... items) {
        for (var item : items) {
            assertThat(turns.offer(team, session, item, ROOM)).isEqualTo(new Offer.Taken<>());
        }
    }

    private String polled() {
        return turns.poll().orElseThrow();
    }

    private List<String> drained() {
        var all = new ArrayList<String>();
        for (var next = turns.poll(); next.isPresent(); next = turns.poll()) {
            all.add(next.get());
        }
        return all;
    }
}

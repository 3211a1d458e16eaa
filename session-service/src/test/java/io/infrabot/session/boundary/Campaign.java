package io.infrabot.session.boundary;

import static java.util.stream.Collectors.toSet;

import io.infrabot.session.boundary.Boundary.Group;
import io.infrabot.session.boundary.Kills.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Many runs: each takes a kind of operation and a story, and kills at the first boundary that comes by of those that were
 * killed at least so far; every third kills twice. What the boundaries are shows on the way.
 */
final class Campaign {

    /** What came of the kills at one group of boundaries of one kind. */
    static final class Row {
        private int runs;
        private int anomalies;
        private int mostSteps;

        int runs() {
            return runs;
        }

        int anomalies() {
            return anomalies;
        }

        int mostSteps() {
            return mostSteps;
        }
    }

    /** A run that broke a promise. The same campaign does it again. */
    record Anomaly(long seed, Kind kind, Story story, int kills, List<Boundary> killedAt, List<String> what) {}

    private record Path(Kind kind, Story story) {}

    private static final int ON_THE_WAY = 2;

    private final Random random;
    private final Tools tools;
    private final Map<Kind, Map<Boundary, Integer>> killed = new EnumMap<>(Kind.class);
    private final Map<Path, Set<Boundary>> seen = new HashMap<>();
    private final Map<Kind, Map<Group, Row>> rows = new EnumMap<>(Kind.class);
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final Set<Path> inVain = new HashSet<>();
    private int runs;
    private int kills;
    private int lateEffects;

    Campaign(long seed, Tools tools) {
        this.random = new Random(seed);
        this.tools = tools;
    }

    /** Goes on until {@code wanted} runs have met their kill. */
    Campaign run(int wanted) {
        var paths = new ArrayList<Path>();
        for (var kind : Kind.values()) {
            for (var story : Story.values()) {
                paths.add(new Path(kind, story));
            }
        }
        for (int index = 0; runs < wanted; index++) {
            runOne(paths.get(index % paths.size()));
        }
        return this;
    }

    private void runOne(Path path) {
        var counts = killed.computeIfAbsent(path.kind(), _ -> new TreeMap<>(ORDER));
        var onPath = seen.computeIfAbsent(path, _ -> new TreeSet<>(ORDER));
        var plan = plan(path, onPath, counts);
        var seed = random.nextLong();
        var world = new World(seed, path.kind(), path.story(), tools, plan);
        var found = Verdict.of(world, path.kind(), path.story());
        if (world.killedAt().isEmpty() && !onPath.isEmpty()) {
            inVain.add(path);
        }
        onPath.addAll(world.seen());
        world.seen().forEach(boundary -> counts.putIfAbsent(boundary, 0));
        world.killedAt().forEach(boundary -> counts.merge(boundary, 1, Integer::sum));
        if (!found.isEmpty()) {
            anomalies.add(new Anomaly(seed, path.kind(), path.story(), plan.kills(), world.killedAt(), found));
        }
        lateEffects += world.lateEffects();
        if (!world.killedAt().isEmpty()) {
            runs++;
            kills += world.killedAt().size();
            world.killedAt().forEach(boundary -> note(path.kind(), boundary.group(), world.steps(), !found.isEmpty()));
        }
    }

    private static final Comparator<Boundary> ORDER =
            Comparator.comparing(Boundary::group).thenComparing(Boundary::what).thenComparing(Boundary::side);

    /**
     * At whichever is met first of those that were killed at least. Some are met only where another kill came before:
     * once a run has waited for them in vain, the next ones kill twice, first on the way.
     */
    private Plan plan(Path path, Set<Boundary> onPath, Map<Boundary, Integer> counts) {
        int least = onPath.stream()
                .mapToInt(each -> counts.getOrDefault(each, 0))
                .min()
                .orElse(0);
        var at = onPath.stream()
                .filter(each -> counts.getOrDefault(each, 0) == least)
                .collect(toSet());
        if (!inVain.contains(path)) {
            return new Plan(at, random.nextInt(3) == 0 ? 2 : 1);
        }
        var all = List.copyOf(onPath);
        for (int others = 0; others < ON_THE_WAY; others++) {
            at.add(all.get(random.nextInt(all.size())));
        }
        return new Plan(at, 2);
    }

    private void note(Kind kind, Group group, int steps, boolean isAnomaly) {
        var row = rows.computeIfAbsent(kind, _ -> new EnumMap<>(Group.class)).computeIfAbsent(group, _ -> new Row());
        row.runs++;
        row.anomalies += isAnomaly ? 1 : 0;
        row.mostSteps = Math.max(row.mostSteps, steps);
    }

    Map<Kind, Map<Group, Row>> rows() {
        return rows;
    }

    List<Anomaly> anomalies() {
        return anomalies;
    }

    int runs() {
        return runs;
    }

    /** Effects that began when their operation was over. */
    int lateEffects() {
        return lateEffects;
    }

    int kills() {
        return kills;
    }

    /** How many different boundaries, of each kind, were killed at. */
    long boundaries() {
        return killed.values().stream()
                .flatMap(counts -> counts.values().stream())
                .filter(count -> count > 0)
                .count();
    }

    /** How many different boundaries, of each kind, were met. */
    long met() {
        return killed.values().stream().mapToLong(Map::size).sum();
    }
}

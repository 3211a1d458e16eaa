package io.infrabot.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;

/**
 * How operations that were taken have ended: the status, and how many have it. {@code LOST} is nowhere to be found.
 *
 * @param stuck what can be seen of the first few that did not end, so that the cause can be found
 */
public record Ends(Map<String, Integer> byStatus, List<String> stuck, Duration drain) {

    private static final String LOST = "LOST";

    /** What holds up one mostly holds up the others. */
    private static final int MOST_TOLD = 5;

    /** How long a load, or a whole run, has to drain. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Waits, with a bound, until all operations of these sessions are over; looks at {@code taken}. */
    public static Ends of(World world, List<String> sessions, Collection<String> taken) {
        var begun = System.nanoTime();
        try {
            Waiting.until(PATIENCE, () -> assertThat(all(world, sessions)).allMatch(Api::isOver));
        } catch (ConditionTimeoutException e) {
            // the statuses tell what is not over
        }
        var drain = Duration.ofNanos(System.nanoTime() - begun);
        var missing = new java.util.HashSet<>(taken);
        var counted = new TreeMap<String, Integer>();
        var unfinished = new ArrayList<JsonNode>();
        for (var each : all(world, sessions)) {
            if (missing.remove(each.path("operationId").asText())) {
                counted.merge(each.path("status").asText(), 1, Integer::sum);
                if (!Api.isOver(each)) {
                    unfinished.add(each);
                }
            }
        }
        if (!missing.isEmpty()) {
            counted.put(LOST, missing.size());
        }
        var told = new StuckOperations(world, unfinished.subList(0, Math.min(MOST_TOLD, unfinished.size())));
        return new Ends(counted, unfinished.isEmpty() ? List.of() : told.describe(), drain);
    }

    /** Whether none has ended in another way, or not at all. */
    public boolean areOnly(String... statuses) {
        return Set.of(statuses).containsAll(byStatus.keySet());
    }

    private static List<JsonNode> all(World world, List<String> sessions) {
        var api = world.api();
        return sessions.stream()
                .flatMap(session -> api.operations(session).stream())
                .toList();
    }
}

package io.infrabot.chaos.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one injection.
 *
 * @param told what was really done, such as {@code killed docker-ops-2}
 * @param measured how long things took, by name: {@code detect}, {@code failover}, {@code recovered}, others
 * @param broken expectations of this fault that were not met, each a sentence; the history has its own checker
 */
public record Outcome(String told, Map<String, Duration> measured, List<String> broken) {

    public Outcome {
        measured = new LinkedHashMap<>(measured);
        broken = List.copyOf(broken);
    }

    public static Outcome of(String told) {
        return new Outcome(told, Map.of(), List.of());
    }

    public Outcome measured(String name, Duration took) {
        var more = new LinkedHashMap<>(measured);
        more.put(name, took);
        return new Outcome(told, more, broken);
    }

    public Outcome broken(String sentence) {
        var more = new ArrayList<>(broken);
        more.add(sentence);
        return new Outcome(told, measured, more);
    }
}

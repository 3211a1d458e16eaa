package io.infrabot.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Lets subjects take turns, A B A B …, so that whatever else the machine does falls on all of them. Each first has a
 * turn that warms it up, which is kept as what it did cold.
 */
public final class Contest {

    /**
     * What every subject did in one round.
     *
     * @param controls of each turn, in their order
     */
    public record Round(Map<String, Reading> readings, List<Double> controls) {

        public Round {
            readings = new LinkedHashMap<>(readings);
            controls = List.copyOf(controls);
        }

        public Reading of(String subject) {
            return Objects.requireNonNull(readings.get(subject), subject);
        }

        /** The 95th percentile in microseconds. */
        public double p95(String subject, String what) {
            return of(subject).latency(what).p95();
        }
    }

    /**
     * All of it.
     *
     * @param cold the turn that warmed up
     */
    public record Rounds(Round cold, List<Round> warm) {

        public Rounds {
            warm = List.copyOf(warm);
        }
    }

    private final Pace pace;
    private final Control control;
    private final Consumer<String> progress;
    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    public Contest(Pace pace, Control control, Consumer<String> progress) {
        this.pace = pace;
        this.control = control;
        this.progress = progress;
    }

    public Contest with(String name, Subject subject) {
        subjects.put(name, subject);
        return this;
    }

    /** Warms all of them up, then lets them take turns. */
    public Rounds run() throws Exception {
        var cold = round(pace.warmUp());
        var warm = new ArrayList<Round>();
        for (int number = 1; number <= pace.rounds(); number++) {
            warm.add(round(pace.turn()));
            progress.accept("round %d of %d".formatted(number, pace.rounds()));
        }
        return new Rounds(cold, warm);
    }

    private Round round(Duration time) throws Exception {
        var readings = new LinkedHashMap<String, Reading>();
        var controls = new ArrayList<Double>();
        for (var subject : subjects.entrySet()) {
            controls.add(control.p95());
            readings.put(subject.getKey(), subject.getValue().measure(time));
        }
        return new Round(readings, controls);
    }
}

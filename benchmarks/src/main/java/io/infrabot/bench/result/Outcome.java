package io.infrabot.bench.result;

import io.infrabot.bench.measure.Contest.Round;
import io.infrabot.bench.measure.Contest.Rounds;
import io.infrabot.bench.measure.Reading;
import java.util.ArrayList;
import java.util.List;

/** What a benchmark came to. */
public sealed interface Outcome {

    /**
     * It ran.
     *
     * @param notes what a reader must know, such as a peer that did not run and why
     * @param controls the control's 95th percentile before each turn, in microseconds
     */
    record Measured(List<Series> series, List<Score> scores, List<String> notes, List<Double> controls)
            implements Outcome {

        /** More, and something else on this machine took so much that nothing may be concluded. */
        public static final double DISTURBED = 2.0;

        public Measured {
            series = List.copyOf(series);
            scores = List.copyOf(scores);
            notes = List.copyOf(notes);
            controls = List.copyOf(controls);
        }

        /** What rounds came to; work that failed in them is among the notes. */
        public static Measured of(Rounds rounds, List<Score> scores, List<String> notes) {
            var all = new ArrayList<>(notes);
            rounds.warm()
                    .forEach(round -> round.readings().forEach((subject, reading) -> {
                        if (reading.failed() > 0) {
                            all.add(failures(subject, reading));
                        }
                    }));
            var controls = rounds.warm().stream()
                    .map(Round::controls)
                    .flatMap(List::stream)
                    .toList();
            return new Measured(Series.of(rounds), scores, all, controls);
        }

        private static String failures(String subject, Reading reading) {
            return "FAILED: %d of %s: %s".formatted(reading.failed(), subject, reading.why());
        }

        /** How many times the control's fastest its slowest was. */
        public double controlMoved() {
            var slowest =
                    controls.stream().mapToDouble(Double::doubleValue).max().orElse(1);
            var fastest =
                    controls.stream().mapToDouble(Double::doubleValue).min().orElse(1);
            return slowest / fastest;
        }

        public boolean isDisturbed() {
            return controlMoved() > DISTURBED;
        }

        public boolean hasFailures() {
            return notes.stream().anyMatch(note -> note.startsWith("FAILED"));
        }
    }

    /** It cannot be measured here in a way that could be compared with other machines. */
    record NotComparable(String why) implements Outcome {}

    /** It should have run and did not. */
    record Broken(String why) implements Outcome {}
}

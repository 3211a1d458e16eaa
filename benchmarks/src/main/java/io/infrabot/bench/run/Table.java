package io.infrabot.bench.run;

import io.infrabot.bench.measure.Pace;
import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.result.Outcome.Measured;
import io.infrabot.bench.result.Series;
import io.infrabot.bench.result.Target.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what came out, for people: Markdown, so that it can be kept. */
final class Table {

    private Table() {}

    static String of(Machine machine, Pace pace, List<Row> rows) {
        var lines = new ArrayList<String>();
        lines.add(machine.toString());
        lines.add(pace(pace));
        lines.add("");
        lines.add("| Benchmark | Figure | Median (rounds) | Target | |");
        lines.add("| --- | --- | --- | --- | --- |");
        rows.forEach(row -> lines.addAll(scores(row)));
        lines.add("");
        lines.add("| Benchmark | Latency of | | n | p50 µs | p95 µs | p99 µs |");
        lines.add("| --- | --- | --- | --: | --: | --: | --: |");
        rows.forEach(row -> lines.addAll(series(row)));
        lines.add("");
        rows.forEach(row -> lines.addAll(remarks(row)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String pace(Pace pace) {
        var words = "%d rounds of %s s, %s s of warming up"
                .formatted(pace.rounds(), seconds(pace.turn()), seconds(pace.warmUp()));
        return pace.isEnough() ? words : words + ": TOO SHORT to be quoted";
    }

    /** Its figures, a line of the table each. */
    static List<String> scores(Row row) {
        return switch (row.outcome()) {
            case Measured measured ->
                measured.scores().stream()
                        .map(score -> cells(
                                row.name(),
                                score.what(),
                                score.words(),
                                score.target().words(),
                                measured.hasFailures() ? "FAILED" : score.verdict()))
                        .toList();
            case Outcome.NotComparable _ -> List.of(cells(row.name(), "", "", "", "not comparable"));
            case Outcome.Broken _ -> List.of(cells(row.name(), "", "", "", "BROKEN"));
        };
    }

    private static List<String> series(Row row) {
        return row.outcome() instanceof Measured measured
                ? measured.series().stream().map(series -> line(row, series)).toList()
                : List.of();
    }

    private static String line(Row row, Series series) {
        return cells(
                row.name(),
                series.subject(),
                series.state().name().toLowerCase(Locale.ROOT),
                String.format(Locale.ROOT, "%,d", series.n()),
                Numbers.plain(series.p50()),
                Numbers.plain(series.p95()),
                Numbers.plain(series.p99()));
    }

    /** What must be known of a row beside its figures. */
    static List<String> remarks(Row row) {
        var remarks = new ArrayList<String>();
        switch (row.outcome()) {
            case Measured measured -> {
                remarks.add(row.name() + ": " + circumstances(row, measured));
                measured.notes().forEach(note -> remarks.add(row.name() + ": " + note));
            }
            case Outcome.NotComparable(var why) -> remarks.add(row.name() + ": not comparable: " + why);
            case Outcome.Broken(var why) -> remarks.add(row.name() + ": BROKEN: " + why);
        }
        return remarks;
    }

    private static String circumstances(Row row, Measured measured) {
        var words = String.format(
                Locale.ROOT,
                "took %d s, load %.1f before and %.1f after",
                row.took().toSeconds(),
                row.loadBefore(),
                row.loadAfter());
        if (measured.controls().isEmpty()) {
            return words;
        }
        var sorted = measured.controls().stream().sorted().toList();
        var control = "%s, control p95 %s–%s µs"
                .formatted(words, Numbers.plain(sorted.getFirst()), Numbers.plain(sorted.getLast()));
        return measured.isDisturbed()
                ? "%s: DISTURBED, it moved %s×; measure again when the machine is quiet"
                        .formatted(control, Numbers.plain(measured.controlMoved()))
                : control;
    }

    private static String seconds(java.time.Duration duration) {
        return Numbers.plain(duration.toMillis() / 1000.0);
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}

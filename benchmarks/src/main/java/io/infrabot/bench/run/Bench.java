package io.infrabot.bench.run;

import io.infrabot.bench.measure.Control;
import io.infrabot.bench.measure.Pace;
import io.infrabot.bench.result.Outcome;
import io.infrabot.bench.rig.Rig;
import io.infrabot.bench.row.Benchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs benchmarks one after another, each with processes of its own. */
public final class Bench {

    private final Pace pace;
    private final Path folder;
    private final Path home;
    private final Optional<Path> recordings;
    private final Consumer<String> progress;

    /**
     * A run.
     *
     * @param folder what they write goes below it
     * @param home of the launcher, where peers are installed
     * @param recordings where flight recordings go, where they are wanted
     */
    public Bench(Pace pace, Path folder, Path home, Optional<Path> recordings, Consumer<String> progress) {
        this.pace = pace;
        this.folder = folder;
        this.home = home;
        this.recordings = recordings;
        this.progress = progress;
    }

    /** Is told all rows that are done, each time that there is one more: a run takes an hour, and may not come to its end. */
    @FunctionalInterface
    public interface SoFar {
        void are(List<Row> rows) throws IOException;
    }

    /** One row each; one that breaks does not keep the others from being run. */
    public List<Row> run(List<Benchmark> benchmarks, SoFar soFar) throws IOException {
        var rows = new ArrayList<Row>();
        try (var control = new Control()) {
            for (var benchmark : benchmarks) {
                var row = run(benchmark, control);
                rows.add(row);
                Table.scores(row).forEach(progress);
                Table.remarks(row).forEach(progress);
                soFar.are(rows);
            }
        }
        return rows;
    }

    private Row run(Benchmark benchmark, Control control) {
        progress.accept(benchmark.name() + ": " + benchmark.what());
        var load = Machine.load();
        var begun = System.nanoTime();
        var rig = new Rig(
                pace,
                control,
                folder.resolve(benchmark.name()),
                home,
                recordings.map(each -> each.resolve(benchmark.name())),
                line -> progress.accept(benchmark.name() + ": " + line));
        return new Row(
                benchmark.name(),
                benchmark.what(),
                outcome(benchmark, rig),
                Duration.ofNanos(System.nanoTime() - begun),
                load,
                Machine.load());
    }

    private static Outcome outcome(Benchmark benchmark, Rig rig) {
        var obstacle = benchmark.obstacle();
        if (obstacle.isPresent()) {
            return new Outcome.NotComparable(obstacle.get());
        }
        try {
            return benchmark.run(rig);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Broken("interrupted");
        } catch (Exception | AssertionError e) {
            return new Outcome.Broken(e.toString());
        }
    }
}

package io.infrabot.bench.run;

import io.infrabot.bench.measure.Pace;
import io.infrabot.bench.row.Benchmark;
import io.infrabot.bench.row.Benchmarks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./infrabot bench}: measures, always beside a limit or a peer, and prints a table. */
@Command(
        name = "./infrabot bench",
        description = "Measures, each time beside a limit or a peer in the same run, and prints a table.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit: ",
        exitCodeList = {"0:measured, whether targets were hit or not", "1:something failed", "2:usage"})
public final class Main implements Callable<Integer> {

    private static final Pace QUICK = new Pace(2, Duration.ofSeconds(2), Duration.ofSeconds(2));

    @Parameters(paramLabel = "NAME", description = "only these, in this order; see --list")
    private List<String> names = List.of();

    @Option(names = "--rounds", description = "how many turns each side has (5)")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", description = "how long a turn takes (10)")
    private @Nullable Double seconds;

    @Option(names = "--warm-up", description = "seconds of the turn before the first (10)")
    private @Nullable Double warmUp;

    @Option(names = "--quick", description = "2 rounds of 2 s: shows that it works, and measures nothing")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "where the same goes as JSON (.infrabot/bench.json)")
    private @Nullable Path json;

    @Option(names = "--jfr", paramLabel = "FOLDER", description = "records what the services do meanwhile")
    private @Nullable Path recordings;

    @Option(names = "--list", description = "lists the benchmarks, and does nothing")
    private boolean list;

    @Option(names = "--folder", hidden = true, description = "data and logs of the run")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"), "infrabot-bench");

    @Option(names = "--home", hidden = true, description = "where peers are installed")
    private Path home = Path.of(".infrabot");

    @Spec
    private @Nullable CommandSpec spec;

    /** Ends the process with the exit code of the run. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            Benchmarks.all().forEach(each -> System.out.printf("%-24s %s%n", each.name(), each.what()));
            return 0;
        }
        var chosen = names.isEmpty()
                ? Benchmarks.all()
                : names.stream().map(this::named).toList();
        var pace = pace();
        var machine = Machine.here();
        var bench = new Bench(
                pace, folder, home, Optional.ofNullable(recordings).map(Path::toAbsolutePath), System.err::println);
        var file = json == null ? home.resolve("bench.json") : json;
        var rows = bench.run(chosen, soFar -> JsonReport.write(file, machine, pace, soFar));
        System.out.println(Table.of(machine, pace, rows));
        System.err.println("the same as JSON: " + file);
        return rows.stream().anyMatch(Row::isBroken) ? 1 : 0;
    }

    /** As asked for; {@code --quick} changes what is not. */
    private Pace pace() {
        var usual = quick ? QUICK : new Pace(Pace.ENOUGH_ROUNDS, Duration.ofSeconds(10), Pace.ENOUGH_WARMTH);
        try {
            return new Pace(
                    rounds == null ? usual.rounds() : rounds,
                    seconds == null ? usual.turn() : ofSeconds(seconds),
                    warmUp == null ? usual.warmUp() : ofSeconds(warmUp));
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private Benchmark named(String name) {
        return Benchmarks.named(name)
                .orElseThrow(() -> misused("there is no benchmark " + name + "; see ./infrabot bench --list"));
    }

    private ParameterException misused(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }
}

package io.infrabot.chaos.run;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.ProcessFaults;
import io.infrabot.chaos.fuzz.Fuzz;
import io.infrabot.session.boundary.Boundaries;
import io.infrabot.testkit.world.Member.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./infrabot chaos}: breaks a world of its own while work goes on, and judges what its history says. */
@Command(
        name = "./infrabot chaos",
        description = "Starts a stack of its own, two of everything, and breaks it while work goes on; then heals it,"
                + " lets it drain, and judges the whole history against what was seen outside.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit: ",
        exitCodeList = {"0:no anomaly", "1:anomalies, or expectations not met", "2:usage"})
public final class Main implements Callable<Integer> {

    @Option(names = "--seed", description = "draws order, victims and moments; without it one is drawn and printed")
    private @Nullable Long seed;

    @Option(names = "--minutes", defaultValue = "10", description = "how long faults are injected (${DEFAULT-VALUE})")
    private double minutes = 10;

    @Option(names = "--fault", split = ",", description = "only these, such as F09,F20, each once")
    private List<String> only = List.of();

    @Option(names = "--kills", description = "instead: kill each service this often, and print max and p95")
    private int kills;

    @Option(
            names = "--boundaries",
            description = "instead, in one process without a stack: so many runs with a kill at every boundary")
    private int boundaries;

    @Option(
            names = "--fuzz",
            description =
                    "instead: nonsense through both doors for the minutes, half of it valid, and what must hold after it")
    private boolean fuzz;

    @Option(names = "--json", description = "writes the verdict to this file, too")
    private @Nullable Path json;

    @Option(names = "--list", description = "lists the faults and what they need, and does nothing")
    private boolean list;

    @Option(names = "--folder", hidden = true, description = "data and logs of the run")
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

    @Spec
    private @Nullable CommandSpec spec;

    /** Ends the process with the exit code of the run. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            Faults.all().forEach(Main::print);
            return 0;
        }
        if (fuzz) {
            return fuzz(drawn());
        }
        if (boundaries > 0) {
            return Boundaries.run(boundaries, drawn(), System.out) ? 0 : 1;
        }
        var plan = plan();
        System.out.printf(
                "seed %d, %d faults to choose from%n",
                plan.seed(), plan.faults().size());
        var verdict = new Chaos(plan, System.out::println).run(folder.resolve("chaos-" + plan.seed()));
        Report.print(verdict, System.out);
        if (json != null) {
            Report.write(verdict, json);
        }
        return verdict.isClean() ? 0 : 1;
    }

    private int fuzz(long drawn) throws InterruptedException {
        System.out.printf("seed %d%n", drawn);
        var found = new Fuzz(drawn, time(), System.out::println).run(folder.resolve("fuzz-" + drawn));
        found.forEach(System.out::println);
        System.out.println(found.isEmpty() ? "FUZZ OK" : "FUZZ FAILED: " + found.size() + " kinds of findings");
        return found.isEmpty() ? 0 : 1;
    }

    private Duration time() {
        return Duration.ofMillis((long) (minutes * 60_000));
    }

    private long drawn() {
        return seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
    }

    private Plan plan() {
        var drawn = drawn();
        var time = time();
        if (kills > 0) {
            return new Plan(drawn, time, killsOfEach(), true);
        }
        return only.isEmpty()
                ? new Plan(drawn, time, Faults.all(), false)
                : new Plan(drawn, time, only.stream().map(this::named).toList(), true);
    }

    private List<Fault> killsOfEach() {
        var faults = new ArrayList<Fault>();
        for (var kind : Kind.services()) {
            for (int i = 0; i < kills; i++) {
                faults.add(ProcessFaults.kill(kind));
            }
        }
        return faults;
    }

    private Fault named(String id) {
        return Faults.named(id)
                .orElseThrow(() -> new ParameterException(
                        Objects.requireNonNull(spec).commandLine(), "there is no fault " + id + "; see --list"));
    }

    private static void print(Fault fault) {
        var brokers = fault.brokers() == 1 ? "" : " (%d brokers)".formatted(fault.brokers());
        var obstacle = fault.obstacle().map(why -> "; not here: " + why).orElse("");
        System.out.printf("%-5s %s%s%s%n", fault.id(), fault.what(), brokers, obstacle);
    }
}

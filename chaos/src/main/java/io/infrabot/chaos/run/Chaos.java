package io.infrabot.chaos.run;

import io.infrabot.chaos.checker.Checker;
import io.infrabot.chaos.checker.Recorder;
import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.CounterServer;
import io.infrabot.chaos.load.Ends;
import io.infrabot.chaos.load.Load;
import io.infrabot.testkit.history.LiveHistory;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Programs;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One run: a world of two of everything, load upon it, faults one after another; then heal, drain, and judge. */
public final class Chaos {

    private static final String HOST = "127.0.0.1";
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration READERS_PATIENCE = Duration.ofSeconds(60);

    private final Plan plan;
    private final Consumer<String> progress;

    /** A run that tells of each step in a line. */
    public Chaos(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it with the programs as set; what it leaves behind is the logs, and those only where it was not clean. */
    public Verdict run(Path folder) throws InterruptedException {
        var begun = System.nanoTime();
        try (var counter = CounterServer.at(HOST)) {
            var world = new World(folder, Programs.asSet().forShortLives());
            var clean = false;
            try {
                populate(world, counter);
                progress.accept("ok world of %d processes in %d ms"
                        .formatted(world.members().size(), sinceMillis(begun)));
                var verdict = run(world, counter, begun);
                clean = verdict.isClean();
                return verdict;
            } finally {
                if (clean) {
                    world.close();
                } else {
                    progress.accept("logs stay in " + world.folder("logs"));
                    world.closeKeepingLogs();
                }
            }
        }
    }

    private void populate(World world, CounterServer counter) {
        for (int i = 1; i <= plan.brokers(); i++) {
            world.add(Member.broker(i));
        }
        for (int i = 1; i <= 2; i++) {
            for (var kind : Kind.services()) {
                world.add(new Member(kind, i));
            }
            world.add(Member.toolRunner(i), Manner.USUAL.with("INFRABOT_TOOLS_COUNTER_URL", counter.url()));
        }
        var brokers = world.members(Kind.BROKER);
        world.start(brokers.toArray(Member[]::new));
        // the first one makes the topics that the others look for
        world.start(Member.session(1));
        world.heal();
    }

    private Verdict run(World world, CounterServer counter, long begun) throws InterruptedException {
        var recorder = new Recorder();
        try (var live = LiveHistory.of(new TopicProbe(world));
                var load =
                        new Load(world, recorder, counter, () -> live.inFlight().size())) {
            load.begin();
            pause(CALM);
            var injected = inject(world, load, live, System.nanoTime());
            world.heal();
            load.stop();
            var stopped = System.nanoTime();
            until(Ends.PATIENCE, () -> live.inFlight().isEmpty());
            var drained = Duration.ofNanos(System.nanoTime() - stopped);
            progress.accept("ok drained in %d ms, in flight %d"
                    .formatted(drained.toMillis(), live.inFlight().size()));
            until(READERS_PATIENCE, () -> isReadToTheEnd(load, live));
            var evidence = new Witnesses(world).gather(recorder, load);
            return new Verdict(
                    plan.seed(),
                    Duration.ofNanos(System.nanoTime() - begun),
                    injected,
                    plan.impossible().stream()
                            .map(fault -> "%s: %s"
                                    .formatted(fault.id(), fault.obstacle().orElse("")))
                            .toList(),
                    evidence,
                    Checker.check(evidence),
                    drained,
                    load.surprises());
        }
    }

    private List<Injected> inject(World world, Load load, LiveHistory live, long begun) {
        var injected = new ArrayList<Injected>();
        var random = new Random(plan.seed());
        var order = plan.order();
        while (order.hasNext()
                && (plan.once() || System.nanoTime() - begun < plan.time().toNanos())) {
            var scene = new Scene(world, load, live, load.client("faults"), random, plan.hold());
            var each = inject(order.next(), scene);
            injected.add(each);
            progress.accept(each.line());
            pause(BETWEEN);
        }
        return injected;
    }

    private static Injected inject(Fault fault, Scene scene) {
        var begun = System.nanoTime();
        Outcome outcome;
        try {
            outcome = fault.inject(scene);
        } catch (RuntimeException | AssertionError e) {
            outcome = Outcome.of("broke off").broken(e.toString());
        }
        scene.world().heal();
        return new Injected(fault, outcome, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static boolean isReadToTheEnd(Load load, LiveHistory live) {
        var positions = live.positions();
        return load.followers().stream()
                .allMatch(reader -> reader.isClosed() || reader.last() >= positions.getOrDefault(reader.session(), 0L));
    }

    private static void pause(Duration duration) {
        until(duration, () -> false);
    }

    private static void until(Duration patience, BooleanSupplier so) {
        var giveUp = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < giveUp && !so.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static long sinceMillis(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}

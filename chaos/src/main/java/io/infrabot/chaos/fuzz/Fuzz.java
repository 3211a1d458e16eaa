package io.infrabot.chaos.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.LiveHeap;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Programs;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import io.infrabot.testkit.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One run: a world of a broker, a session service and a tool-runner gets nonsense through both doors; then everything that
 * was accepted must be there and end, nothing may have leaked, and a restart must fold the same. There is no docker-ops,
 * so that no image that is made up here is asked for anywhere.
 */
public final class Fuzz {

    private static final Member SESSION = Member.session(1);
    private static final int CALLERS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final long MORE_HEAP = 32L << 20;
    private static final int MORE_THREADS = 8;

    private final long seed;
    private final Duration time;
    private final Consumer<String> progress;
    private final AcceptedIds known = new AcceptedIds();
    private final Findings findings = new Findings();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger records = new AtomicInteger();

    /** A run of that length, which tells of each step in a line. What it sends follows from the seed alone. */
    public Fuzz(long seed, Duration time, Consumer<String> progress) {
        this.seed = seed;
        this.time = time;
        this.progress = progress;
    }

    /** Runs it; returns what must not have happened, each with how to see it again. */
    public List<String> run(Path folder) throws InterruptedException {
        var world = new World(folder, Programs.asSet().forShortLives())
                .add(Member.broker(1), SESSION, Member.toolRunner(1));
        try {
            world.start(Member.broker(1), SESSION, Member.toolRunner(1));
            var publisher = world.with(new Publisher(world));
            var routes = Route.in(world.api().get("/q/openapi?format=json").body());
            assertThat(routes).as("routes of the OpenAPI document").hasSizeGreaterThan(10);
            disturb(world, publisher, routes, WARM_UP, seed);
            var before = Weight.of(world);
            disturb(world, publisher, routes, time, seed + CALLERS + 1);
            progress.accept("ok %d calls %s, %d records; taken %d sessions, %d operations"
                    .formatted(
                            calls.get(),
                            findings.statuses(),
                            records.get(),
                            known.sessions().size(),
                            known.operations().size()));
            judge(world, before);
        } catch (AssertionError | RuntimeException e) {
            findings.add("broke off", e.toString());
        } finally {
            close(world);
        }
        return findings.all();
    }

    private void close(World world) {
        if (findings.all().isEmpty()) {
            world.close();
        } else {
            progress.accept("logs stay in " + world.folder("logs"));
            world.closeKeepingLogs();
        }
    }

    private void disturb(World world, Publisher publisher, List<Route> routes, Duration duration, long from)
            throws InterruptedException {
        var end = System.nanoTime() + duration.toNanos();
        var threads = new ArrayList<Thread>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var random = new Random(from + caller);
            threads.add(Thread.ofPlatform().start(() -> call(world.port(SESSION), routes, random, end)));
        }
        var random = new Random(from + CALLERS);
        threads.add(Thread.ofPlatform().start(() -> publish(publisher, random, end)));
        for (var thread : threads) {
            thread.join();
        }
    }

    private void call(int port, List<Route> routes, Random random, long end) {
        var http = new RawHttp(port);
        var rules = new AnswerRules(findings, known);
        while (System.nanoTime() < end) {
            var call = RandomCall.of(routes.get(random.nextInt(routes.size())), known, port, random);
            try {
                calls.incrementAndGet();
                rules.judge(call, http.send(call));
            } catch (IOException e) {
                if (!call.mayBeNoHttp()) {
                    findings.add("not answered: " + e.getMessage(), call.wire());
                }
            }
        }
    }

    private void publish(Publisher publisher, Random random, long end) {
        while (System.nanoTime() < end) {
            records.incrementAndGet();
            RandomRecord.of(known, random).publish(publisher);
        }
    }

    private void judge(World world, Weight before) {
        var aftermath = new Aftermath(world, known, findings);
        aftermath.everythingTakenIsThereAndEnds();
        aftermath.everythingIsListed();
        aftermath.nothingTakenIsADeadLetter(new TopicProbe(world));
        progress.accept("ok everything taken is there, or found below");
        try {
            Waiting.until(Duration.ofSeconds(40), () -> Weight.of(world).assertNotAbove(before));
        } catch (AssertionError | RuntimeException e) {
            findings.add("heap or threads are lost", e.getMessage() == null ? e.toString() : e.getMessage());
        }
        aftermath.foldsToWhatTheWriterSays();
        world.kill(SESSION);
        world.start(SESSION);
        aftermath.foldsToWhatTheWriterSays();
        aftermath.everyPartitionGoesOn();
        errorsIn(world.log(SESSION));
        progress.accept("ok after a restart");
    }

    private void errorsIn(Path log) {
        try (var lines = Files.lines(log)) {
            lines.filter(line -> line.contains(" ERROR "))
                    .findFirst()
                    .ifPresent(line -> findings.add("an ERROR is logged", line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process weighs that ought not to grow. */
    private record Weight(long heap, long threads) {

        static Weight of(World world) {
            return new Weight(LiveHeap.bytes(world.pid(SESSION)), threadsOf(world.pid(SESSION)));
        }

        void assertNotAbove(Weight before) {
            assertThat(heap).as("live heap, was " + before.heap).isLessThan(before.heap + MORE_HEAP);
            assertThat(threads).as("threads, were " + before.threads).isLessThan(before.threads + MORE_THREADS);
        }

        private static long threadsOf(long pid) {
            try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
                return tasks.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

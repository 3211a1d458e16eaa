package io.infrabot.chaos.fault;

import io.infrabot.chaos.checker.Invocation;
import io.infrabot.chaos.checker.Invocation.Result;
import io.infrabot.chaos.load.Ask;
import io.infrabot.chaos.load.Client;
import io.infrabot.events.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Clients against each other. */
final class Races {

    private static final int PAIRS = 100;
    private static final int CANCELS = 200;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 20;
    /** More of them at once would all be cancelled while they wait for a slot. */
    private static final int RACES_AT_ONCE = 3;

    private Races() {}

    static List<Fault> all() {
        return List.of(
                new Doing("F68", PAIRS + " pairs under one key each, at once, with another body", Races::pairs),
                new Doing("F69", CANCELS + " cancels that race with completion", Races::cancels));
    }

    /** Of each pair one is taken and the other is refused, whichever comes first. */
    private static Outcome pairs(Scene scene) {
        var session = scene.client().open();
        var both = new AtomicInteger();
        var neither = new AtomicInteger();
        var unknown = new AtomicInteger();
        atOnce(AT_ONCE, PAIRS, () -> {
            var results = pair(scene.client(), session);
            var taken =
                    results.stream().filter(each -> each instanceof Result.Ok).count();
            if (results.stream().anyMatch(Races::isUndecided)) {
                unknown.incrementAndGet();
            } else if (taken == 2) {
                both.incrementAndGet();
            } else if (taken == 0) {
                neither.incrementAndGet();
            }
        });
        var outcome = Outcome.of("%d pairs: both taken %d, neither %d, not known in time %d"
                .formatted(PAIRS, both.get(), neither.get(), unknown.get()));
        return both.get() + neither.get() == 0 ? outcome : outcome.broken("F68: " + outcome.told());
    }

    private static boolean isUndecided(Result result) {
        return result instanceof Result.Unknown || result.equals(new Result.Ok(false));
    }

    private static List<Result> pair(Client client, SessionId session) {
        var key = Client.newKey();
        var results = new ConcurrentLinkedQueue<Result>();
        var one = Thread.ofVirtual()
                .start(() -> results.add(client.submit(session, Ask.noop(), key).result()));
        var other = Thread.ofVirtual()
                .start(() -> results.add(client.submit(session, echo(), key).result()));
        join(List.of(one, other));
        return List.copyOf(results);
    }

    private static Ask echo() {
        return new Ask(
                "tool.noop", "/api/v1/tools/noop", Map.of("arguments", Map.of("echo", Map.of("another", "body"))));
    }

    private static Outcome cancels(Scene scene) {
        var session = scene.client().open();
        Queue<Invocation> cancels = new ConcurrentLinkedQueue<>();
        atOnce(RACES_AT_ONCE, CANCELS, () -> {
            var images = scene.load().images();
            var ask = ThreadLocalRandom.current().nextBoolean() ? images.tag() : images.pull();
            var operation = scene.load().ask(scene.client(), session, ask);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_WAIT_NANOS));
            cancels.add(scene.client().cancel(operation, ask.type()));
        });
        var over = Pause.until(
                PATIENCE,
                () -> cancels.stream()
                        .allMatch(each -> scene.live()
                                .operation(each.operation())
                                .map(operation -> operation.isOver())
                                .orElse(true)));
        var statuses = new TreeMap<String, Integer>();
        cancels.forEach(each -> scene.live()
                .operation(each.operation())
                .ifPresent(operation -> statuses.merge(operation.status().name(), 1, Integer::sum)));
        var outcome = Outcome.of("%d tags and pulls cancelled: %s".formatted(CANCELS, statuses));
        return over ? outcome : outcome.broken("F69: some have no end after " + PATIENCE);
    }

    /** Does it {@code times} times, {@code many} of them at once. */
    private static void atOnce(int many, int times, Runnable deed) {
        var left = new AtomicInteger(times);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < many; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    deed.run();
                }
            }));
        }
        join(threads);
    }

    private static void join(List<Thread> threads) {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.LiveHeap;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The front door while nothing can be stored: what it answers, and how fast. For one thread. */
final class DoorUnderTest {

    /** The first second is for the connections to break. */
    private static final Duration WARNING = Duration.ofSeconds(1);

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MAY_GROW = 64 * MEGABYTE;

    private final World world;
    private final String session;
    private final Map<Integer, Integer> posts = new TreeMap<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final long memoryBefore;
    private final long begun;
    private Duration slowestPost = Duration.ZERO;
    private Duration slowestRead = Duration.ZERO;

    DoorUnderTest(World world, String session) {
        this.world = world;
        this.session = session;
        memoryBefore = memory();
        begun = System.nanoTime();
    }

    /** Asks every session service for a noop, for the session, and for its health. */
    void knock() {
        for (var service : world.members(Kind.SESSION)) {
            var api = world.api(service);
            post(service, api);
            read(service, api, "/api/v1/sessions/" + session, List.of(200));
            read(service, api, "/api/v1/health", List.of(200, 503));
        }
    }

    private void post(Member service, Api api) {
        var start = System.nanoTime();
        try {
            var answer = api.post("/api/v1/tools/noop", Map.of("sessionId", session));
            var took = Duration.ofNanos(System.nanoTime() - start);
            posts.merge(answer.status(), 1, Integer::sum);
            switch (answer.status()) {
                case 202 -> taken.add(answer.body().path("operationId").asText());
                case 503 -> {
                    if (start - begun > WARNING.toNanos()) {
                        slowestPost = took.compareTo(slowestPost) > 0 ? took : slowestPost;
                    }
                }
                default -> wrong.add("%s answered a POST with %d".formatted(service, answer.status()));
            }
        } catch (UncheckedIOException e) {
            wrong.add("%s answered no POST: %s".formatted(service, e.getMessage()));
        }
    }

    private void read(Member service, Api api, String path, List<Integer> right) {
        var start = System.nanoTime();
        try {
            var answer = api.get(path);
            var took = Duration.ofNanos(System.nanoTime() - start);
            slowestRead = took.compareTo(slowestRead) > 0 ? took : slowestRead;
            if (!right.contains(answer.status())) {
                wrong.add("%s answered %s with %d".formatted(service, path, answer.status()));
            }
        } catch (UncheckedIOException e) {
            wrong.add("%s did not answer %s: %s".formatted(service, path, e.getMessage()));
        }
    }

    /** The operations that were taken in spite of it: they are owed an end. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    List<Long> sessionPids() {
        return world.members(Kind.SESSION).stream().map(world::pid).toList();
    }

    Outcome judge(Outcome soFar, Duration refused) {
        var outcome = soFar.measured("refused", slowestPost, refused).measured("read", slowestRead, refused);
        if (posts.getOrDefault(503, 0) == 0) {
            outcome = outcome.broken("no POST was refused");
        }
        var grown = memory() - memoryBefore;
        outcome = outcome.retold("%s, live heap %+d MB".formatted(outcome.told(), grown / MEGABYTE));
        if (grown > MAY_GROW) {
            outcome = outcome.broken("the live heap grew by %d MB".formatted(grown / MEGABYTE));
        }
        for (var each : wrong.stream().limit(3).toList()) {
            outcome = outcome.broken(each);
        }
        return wrong.size() > 3 ? outcome.broken("and %d more".formatted(wrong.size() - 3)) : outcome;
    }

    /** What lives in the session services: what is refused must leave nothing behind. */
    private long memory() {
        return sessionPids().stream().mapToLong(LiveHeap::bytes).sum();
    }

    @Override
    public String toString() {
        return "answers to POST: " + posts;
    }
}

package io.infrabot.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.chaos.load.NoopLoad;
import io.infrabot.system.harness.ApiRoutes;
import io.infrabot.system.harness.Bodies;
import io.infrabot.system.harness.EveryRoute;
import io.infrabot.system.harness.Instance;
import io.infrabot.system.harness.Stack;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.EventStream;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two session services: each answers for the other's sessions, and any one of them may die (ADR 008). */
class TwoSessionServicesIT {

    private static final Member FIRST = Stack.SESSION;
    private static final Member SECOND = Member.session(2);
    private static final Manner SOON_MISSED = Manner.USUAL.with("INFRABOT_SESSION_GROUP_TIMEOUT", "2500");
    private static final int BEFORE_THE_KILL = 100;
    private static final Pattern COUNTED =
            Pattern.compile("^http_server_requests_seconds_count\\{.*uri=\"([^\"]*)\"", Pattern.MULTILINE);

    @RegisterExtension
    static final Stack STACK = new Stack();

    @BeforeAll
    static void aSecondOneJoins() {
        STACK.kill(FIRST);
        STACK.world().add(FIRST, SOON_MISSED).add(SECOND, SOON_MISSED);
        STACK.start(FIRST, SECOND);
        bothHaveSome();
    }

    @Test
    void eachAnswersForTheOthersSessionsAndItsStreams() throws Exception {
        for (var session : List.of(api(FIRST).session(), api(SECOND).session())) {
            for (var door : List.of(api(FIRST), api(SECOND))) {
                try (var reader = EventStream.follow(door.uri("/api/v1/sessions/" + session + "/events"))) {
                    var operation = door.noop(session);

                    assertThat(door.success(operation).path("sessionId").asText())
                            .isEqualTo(session);
                    Waiting.until(
                            () -> assertThat(reader.events("operation")).anyMatch(event -> Api.isOver(event.data())));
                    assertThat(door.get("/api/v1/sessions/" + session).header("X-InfraBot-Stale"))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void everyRouteIsAnsweredByTheOwnerWhicheverDoorIsCalled() {
        var routes = ApiRoutes.of(api(FIRST));
        var first = Instance.of(STACK.world(), FIRST);
        var second = Instance.of(STACK.world(), SECOND);

        EveryRoute.isAnsweredByTheOwner(routes, first, second);
        EveryRoute.isAnsweredByTheOwner(routes, second, first);
        EveryRoute.ofNoSessionIsAnsweredWhereItArrives(routes, first, second);
        EveryRoute.ofNoSessionIsAnsweredWhereItArrives(routes, second, first);
    }

    /** A body that is read twice comes as zeros; which one that is depends on its size, and on who owns the session. */
    @Test
    void bodiesOfEverySizeComeThroughWholeByEitherDoor() {
        var session = api(FIRST).session();
        var operation = api(FIRST).noop(session);
        var routes = ApiRoutes.of(api(FIRST));

        for (var door : List.of(FIRST, SECOND)) {
            Bodies.comeThroughWhole(STACK.world().port(door), routes, session, operation);
            var large = Map.of("sessionId", session, "arguments", Map.of("echo", Map.of("x", "x".repeat(200_000))));
            assertThat(api(door).end(api(door).submit("/api/v1/tools/noop", large)))
                    .isNotNull();
        }
    }

    @Test
    void whatIsOfNoSessionNeverMeetsTheRouterOfSessions() {
        for (var door : List.of(api(FIRST), api(SECOND))) {
            for (var path : List.of("/q/swagger-ui/", "/q/openapi", "/api/v1/nodes", "/api/v1/health")) {
                var answer = door.call("GET", path, null, "X-InfraBot-Forwarded", "somebody");

                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.header("X-InfraBot-Forwarded")).isEmpty();
            }
        }
    }

    /** Metrics would grow without bound if each path that a caller makes up were a series. */
    @Test
    void metricsCountEveryRequestByItsRoute() {
        var routes = ApiRoutes.of(api(FIRST)).templates();
        var operation = api(FIRST).noop(api(FIRST).session());
        for (var door : List.of(api(FIRST), api(SECOND))) {
            door.cancel(operation);
            door.get("/api/v1/operations/" + operation);
            door.call("GET", "/api/v1/operations/" + operation + "/events", null, "Last-Event-ID", "nonsense");
            for (var path : List.of("sessions/x/events", "docker/x", "nodes/x/y", "x", "health/x")) {
                door.call("POST", "/api/v1/" + path, "{}", "Content-Type", "text/x-nobody-reads");
            }
            door.call("GET", "/made/up/by/its/caller?a=1&a=2", null);

            var counted = COUNTED.matcher(door.get("/api/v1/metrics").text())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());

            assertThat(counted)
                    .contains("/api/v1/operations/{id}/cancel")
                    .allMatch(uri -> uri.equals("NOT_FOUND")
                            || uri.equals("/other")
                            || uri.startsWith("/q/")
                            || routes.contains(uri));
        }
    }

    @Test
    void theSameKeyThroughBothDoorsIsOneSession() {
        var body = Map.of("team", "system-tests");
        var key = UUID.randomUUID().toString();

        var first = api(FIRST).post("/api/v1/sessions", body, "Idempotency-Key", key);
        var second = api(SECOND).post("/api/v1/sessions", body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.body().path("sessionId")).isEqualTo(first.body().path("sessionId"));

        var path = "/api/v1/sessions/" + first.body().path("sessionId").asText();
        api(FIRST).put(path + "/status", Map.of("status", "FAILED"), "Idempotency-Key", key);
        var other = api(SECOND).put(path + "/status", Map.of("status", "COMPLETED"), "Idempotency-Key", key);
        api(SECOND).delete(path);
        var again = List.of(api(FIRST), api(SECOND)).stream()
                .map(door -> door.post("/api/v1/sessions", body, "Idempotency-Key", key))
                .toList();

        assertThat(other.code()).as(other.text()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(again).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(410);
            assertThat(answer.code()).isEqualTo("SESSION_DELETED");
        });
    }

    @Test
    void aForwardedCallIsNeverForwardedAgain() {
        var session = api(FIRST).session();

        var answer = api(SECOND).call("GET", "/api/v1/sessions/" + session, null, "X-InfraBot-Forwarded", "somebody");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("NOT_READY");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void whicheverDiesTheOtherShowsItsSessionsAtOnceAndTakesThemOver() throws InterruptedException {
        for (var victim : List.of(FIRST, SECOND)) {
            var survivor = api(victim.equals(FIRST) ? SECOND : FIRST);
            var session = api(victim).session();
            var loaded = api(victim).session();
            var load = NoopLoad.on(survivor, STACK.with(new Publisher(STACK.world())), List.of(loaded));
            Waiting.until(() -> assertThat(load.taken()).isGreaterThan(BEFORE_THE_KILL));

            STACK.kill(victim);
            var begun = System.nanoTime();
            Waiting.until(
                    () -> assertThat(survivor.get("/api/v1/sessions/" + session).header("X-InfraBot-Stale"))
                            .isEqualTo("true"));
            var readable = since(begun);
            var answered = new TreeSet<Integer>();
            Waiting.until(() -> {
                var answer = survivor.post("/api/v1/tools/noop", Map.of("sessionId", session));
                answered.add(answer.status());
                assertThat(answer.body().path("decided").asBoolean()).isTrue();
            });
            assertThat(answered).isSubsetOf(202, 503);
            var writable = since(begun);
            System.out.printf("%s killed: readable after %s, writable after %s%n", victim, readable, writable);
            assertThat(readable).isLessThan(Duration.ofSeconds(10));
            assertThat(writable).isLessThan(Duration.ofSeconds(15));

            load.drain();
            STACK.start(victim);
            bothHaveSome();
        }
        HistoryFold.of(new TopicProbe(STACK.world())).isSound().equalsWhatTheWriterSays(api(FIRST));
    }

    @Test
    void whoeverIsStoppedHandsOverAndNothingFails() throws InterruptedException {
        for (var leaver : List.of(FIRST, SECOND)) {
            var stays = api(leaver.equals(FIRST) ? SECOND : FIRST);
            var sessions = Stream.of(api(FIRST), api(SECOND)).map(Api::session).toList();
            var publisher = STACK.with(new Publisher(STACK.world()));
            var load = NoopLoad.on(stays, publisher, sessions);
            Waiting.until(() -> assertThat(load.taken()).isGreaterThan(BEFORE_THE_KILL));

            var exit = STACK.world().term(leaver);
            System.out.printf("%s stopped within %s%n", leaver, exit);
            assertThat(exit).isLessThan(Duration.ofSeconds(10));

            var taken = load.taken();
            Waiting.until(() -> assertThat(load.taken()).isGreaterThan(taken + BEFORE_THE_KILL));
            load.drain();
            STACK.start(leaver);
            bothHaveSome();
        }
    }

    private static Api api(Member session) {
        return STACK.world().api(session);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void bothHaveSome() {
        Waiting.until(() -> assertThat(List.of(FIRST, SECOND))
                .allSatisfy(each -> assertThat(api(each)
                                .get("/api/v1/health/components")
                                .body()
                                .path("sessionManager")
                                .path("detail")
                                .asText())
                        .contains(":" + STACK.world().port(FIRST))
                        .contains(":" + STACK.world().port(SECOND))
                        .doesNotContain("nobody")));
    }
}

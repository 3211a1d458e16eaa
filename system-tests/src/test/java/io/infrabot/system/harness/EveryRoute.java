package io.infrabot.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.system.harness.RouteCall.Told;
import io.infrabot.testkit.world.Waiting;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Calls every route at one of two instances and sees which of them answers: an instance counts what it answers, and with
 * which status, also what another one has forwarded to it.
 */
public final class EveryRoute {

    private static final String OPERATIONS = "/api/v1/operations/";

    private EveryRoute() {}

    /** What concerns a session of {@code owner} is answered by it, and alike, whichever door it comes to. */
    public static void isAnsweredByTheOwner(ApiRoutes routes, Instance owner, Instance other) {
        var owned = OwnedSession.at(owner.door());
        routes.all().stream()
                .filter(ApiRoutes.Route::ofOneSession)
                // a session that is deleted shows no more of itself
                .sorted(Comparator.comparing(route -> route.method().equals("DELETE")))
                .forEach(route -> assertAnsweredBy(
                        owner, route, RouteCall.of(route, owned).flatMap(call -> byEitherDoor(call, owner, other))));
    }

    /** What concerns no session is answered where it arrives: the other instance hears nothing of it. */
    public static void ofNoSessionIsAnsweredWhereItArrives(ApiRoutes routes, Instance here, Instance other) {
        for (var route : routes.all()) {
            var before = other.answered(route);

            assertAnsweredBy(here, route, RouteCall.ofNoSession(route).map(call -> call.at(here.door())));

            assertThat(other.answered(route)).as("%s", route).isEqualTo(before);
        }
    }

    /** Once it is done and over, it says the same to everybody who asks again. */
    private static Stream<Told> byEitherDoor(RouteCall call, Instance owner, Instance other) {
        var first = call.at(other.door());
        if (first.location().startsWith(OPERATIONS)) {
            owner.door().end(first.location().substring(OPERATIONS.length()));
        }
        var again = call.at(other.door());
        var own = call.at(owner.door());

        assertThat(again).as("%s", call).isEqualTo(own);
        return Stream.of(first, again, own);
    }

    private static void assertAnsweredBy(Instance answering, ApiRoutes.Route route, Stream<Told> answers) {
        var expected = new TreeMap<>(answering.answered(route));
        List<Told> told = answers.toList();

        assertThat(told).as("%s", route).allSatisfy(each -> {
            assertThat(each.status()).isLessThan(500);
            assertThat(each.stale()).isEmpty();
        });
        told.forEach(each -> expected.merge(each.method() + " " + each.status(), 1.0, Double::sum));
        Waiting.until(
                () -> assertThat(answering.answered(route)).as("%s", route).isEqualTo(expected));
    }
}

package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.infrabot.testkit.world.Member.Kind;
import java.time.Duration;
import java.util.List;

/** When members that were started can be used: each by its own word, nodes also by that of a session service. */
record Readiness(Places places) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Returns when members are ready. */
    void await(List<Member> members) {
        for (var member : members) {
            var place = places.of(member);
            Waiting.until(
                    PATIENCE,
                    () -> assertThat(place.isReady() || !place.isRunning())
                            .as("%s is ready", member)
                            .isTrue());
            assertThat(place.isRunning()).as("%s runs", member).isTrue();
        }
    }

    /** Returns when every node that should run is seen alive by a session service: only then it is given work. */
    void awaitNodes() {
        if (places.members(Kind.SESSION).stream().noneMatch(places::isAwake)) {
            return;
        }
        for (var member : places.members()) {
            if (member.kind().isNode() && places.isAwake(member)) {
                Waiting.until(
                        PATIENCE,
                        () -> assertThat(places.api().nodeStatus(member.id()))
                                .as("%s", member)
                                .isEqualTo("ALIVE"));
            }
        }
    }
}

package io.infrabot.testkit.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** How members are ended: at once, or asked to go. */
record Termination(Places places) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** SIGKILL to all of them before any is waited for. */
    void kill(List<Member> members) {
        members.forEach(member -> places.of(member).process().signal("KILL"));
        members.forEach(member -> places.of(member).leave());
    }

    /** SIGTERM to all of them; returns when all are gone. */
    void term(List<Member> members) {
        members.forEach(member -> places.of(member).process().signal("TERM"));
        for (var member : members) {
            Waiting.until(
                    PATIENCE,
                    () -> assertThat(places.of(member).isRunning())
                            .as("%s still runs", member)
                            .isFalse());
        }
    }

    /** SIGTERM to everybody who is awake, brokers last; returns when all are gone. */
    void termAll() {
        var awake = places.members().stream().filter(places::isAwake).toList();
        term(awake.stream().filter(member -> member.kind().isService()).toList());
        term(awake.stream().filter(member -> !member.kind().isService()).toList());
    }
}

package io.infrabot.chaos.clock;

import io.infrabot.chaos.fault.Fault;
import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Pause;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.chaos.load.TagLoad;
import io.infrabot.events.NodeId;
import io.infrabot.events.SessionEvent;
import io.infrabot.events.SessionEvent.OperationNodeLost;
import io.infrabot.session.ledger.HistoryEntry;
import io.infrabot.testkit.history.HistoryFold;
import io.infrabot.testkit.world.Manner;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.TopicProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clock of one service is an hour ahead, jumps to an hour behind, and back (F53): first a node's, then a writer's. */
final class WrongClock implements Fault {

    private static final List<Duration> OFFSETS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofMinutes(-10), Duration.ZERO);
    private static final Duration AT_LEAST = Duration.ofSeconds(16);
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    @Override
    public String id() {
        return "F53";
    }

    @Override
    public String what() {
        return "the clock of a node, then of a session service, is an hour off and jumps";
    }

    @Override
    public Optional<String> obstacle() {
        return FakeClock.obstacle();
    }

    @Override
    public Outcome inject(Scene scene) {
        var node = scene.world().members(Kind.DOCKER_OPS).getLast();
        var writer = scene.world().members(Kind.SESSION).getLast();
        return wrong(
                scene, writer, wrong(scene, node, Outcome.of("set the clocks of %s and %s".formatted(node, writer))));
    }

    private static Outcome wrong(Scene scene, Member member, Outcome soFar) {
        var world = scene.world();
        try (var clock = FakeClock.right()) {
            clock.off(OFFSETS.getFirst());
            world.restart(member, clock.manner());
            try (var load = TagLoad.on(world, 2)) {
                var begun = Instant.now();
                for (var offset : OFFSETS) {
                    clock.off(offset);
                    Pause.of(scene.holdAtLeast(AT_LEAST).dividedBy(OFFSETS.size()));
                    load.more(20);
                }
                return judged(scene, member, load, begun, soFar);
            } finally {
                world.restart(member, Manner.USUAL);
            }
        }
    }

    private static Outcome judged(Scene scene, Member member, TagLoad load, Instant begun, Outcome soFar) {
        var outcome = soFar.drained(load.ends());
        var history = HistoryFold.of(new TopicProbe(scene.world()));
        for (var session : load.sessions()) {
            var facts = history.factsOfSession(session).stream()
                    .map(HistoryEntry::fact)
                    .toList();
            outcome = ordered(member, facts, outcome);
            if (facts.stream().anyMatch(fact -> isLoss(fact, member))) {
                outcome = outcome.broken("%s was called lost because of its clock".formatted(member));
            }
            var farthest = facts.stream()
                    .map(SessionEvent::at)
                    .filter(at -> Duration.between(begun, at).abs().compareTo(UNDER_WAY) > 0)
                    .findFirst();
            if (farthest.isPresent()) {
                outcome = outcome.broken("%s: a fact is dated %s".formatted(member, farthest.get()));
            }
        }
        return outcome;
    }

    private static Outcome ordered(Member member, List<SessionEvent> facts, Outcome outcome) {
        var before = Instant.MIN;
        for (var fact : facts) {
            if (fact.at().isBefore(before)) {
                return outcome.broken("%s: time went back to %s in a session".formatted(member, fact.at()));
            }
            before = fact.at();
        }
        return outcome;
    }

    private static boolean isLoss(SessionEvent fact, Member member) {
        return fact instanceof OperationNodeLost loss && loss.node().equals(new NodeId(member.id()));
    }
}

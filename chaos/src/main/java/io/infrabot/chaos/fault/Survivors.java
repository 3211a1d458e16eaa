package io.infrabot.chaos.fault;

import io.infrabot.events.NodeId;
import io.infrabot.events.OperationId;
import io.infrabot.events.SessionEvent.OperationNodeLost;
import io.infrabot.events.SessionEvent.OperationStarted;
import io.infrabot.events.SessionId;
import io.infrabot.testkit.history.Logged;
import io.infrabot.testkit.world.Api;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the rest of the world makes of a member's end, on one clock that begins with the kill: when it is noticed, when
 * its work goes on elsewhere, when every session can be read at its last version.
 *
 * @param begun on the monotonic clock
 * @param held what the member had when it went
 * @param versions of the sessions when it went
 */
record Survivors(Scene scene, Member gone, long begun, Set<OperationId> held, Map<SessionId, Long> versions) {

    /** The bounds that hold for every kill. */
    static final Duration DETECT = Duration.ofSeconds(5);

    static final Duration FAILOVER = Duration.ofSeconds(10);
    static final Duration RECOVER = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The clock starts now; what the member has is taken from the history as it stands. */
    static Survivors of(Scene scene, Member gone) {
        var held = gone.kind().isNode() ? scene.live().heldBy(new NodeId(gone.id())) : Set.<OperationId>of();
        return new Survivors(scene, gone, System.nanoTime(), held, scene.live().versions());
    }

    /** Adds what can be measured of a node's end; each that took too long is a broken expectation. */
    Outcome ofNode(Outcome outcome) {
        var detected = noticed();
        var next = measured(outcome, "detect", detected, DETECT);
        return recovered(held.isEmpty() ? next : failedOver(next));
    }

    /** Adds how long it took until every session could be read again. */
    Outcome recovered(Outcome outcome) {
        return measured(outcome, "recovered", readable(), RECOVER);
    }

    private Outcome measured(Outcome outcome, String name, OptionalLong at, Duration bound) {
        if (at.isEmpty()) {
            return outcome.broken("%s: not within %d s after %s".formatted(name, PATIENCE.toSeconds(), outcome.told()));
        }
        var took = Duration.ofNanos(at.getAsLong() - begun);
        return outcome.measured(name, took, bound);
    }

    /** The first survivor that calls it suspect or lost, or the first fact that says so. */
    private OptionalLong noticed() {
        var told = new long[1];
        var so = Pause.until(PATIENCE, () -> {
            var fact = scene.live().firstAfter(begun, this::isLoss);
            told[0] = fact.orElseGet(() -> isDoubted() ? System.nanoTime() : 0);
            return told[0] != 0;
        });
        return so ? OptionalLong.of(told[0]) : OptionalLong.empty();
    }

    private boolean isDoubted() {
        return scene.world().members(Kind.SESSION).stream()
                .filter(scene.world()::isAwake)
                .anyMatch(session -> {
                    try {
                        var status = scene.world().api(session).nodeStatus(gone.id());
                        return status.equals("SUSPECT") || status.equals("LOST");
                    } catch (UncheckedIOException e) {
                        return false;
                    }
                });
    }

    private boolean isLoss(Logged logged) {
        return logged.entry().fact() instanceof OperationNodeLost lost
                && lost.node().value().equals(gone.id());
    }

    /** When its first operation begins anew. Where all of them ended without that, there is nothing to measure. */
    private Outcome failedOver(Outcome outcome) {
        Pause.until(PATIENCE, () -> rescued().isPresent() || held.stream().allMatch(this::isOver));
        return rescued().isEmpty() && held.stream().allMatch(this::isOver)
                ? outcome
                : measured(outcome, "failover", rescued(), FAILOVER);
    }

    private OptionalLong rescued() {
        return scene.live().firstAfter(begun, this::isRescue);
    }

    private boolean isOver(OperationId id) {
        return scene.live().operation(id).map(operation -> operation.isOver()).orElse(true);
    }

    private boolean isRescue(Logged logged) {
        return logged.entry().fact() instanceof OperationStarted started
                && held.contains(started.operationId())
                && (started.attempt() > 1 || !started.node().value().equals(gone.id()));
    }

    /** Every session is told by some service at the version that it had when the member went, or a later one. */
    private OptionalLong readable() {
        var missing = new HashMap<>(versions);
        var so = Pause.until(PATIENCE, () -> {
            for (var session : scene.world().members(Kind.SESSION)) {
                if (scene.world().isAwake(session)) {
                    var api = scene.world().api(session);
                    missing.entrySet().removeIf(each -> isReadable(api, each.getKey(), each.getValue()));
                }
            }
            return missing.isEmpty();
        });
        return so ? OptionalLong.of(System.nanoTime()) : OptionalLong.empty();
    }

    private static boolean isReadable(Api api, SessionId session, long version) {
        try {
            var answer = api.get("/api/v1/sessions/" + session);
            return (answer.status() == 200 && answer.body().path("version").asLong() >= version)
                    || (answer.status() == 404 && version == 0);
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}

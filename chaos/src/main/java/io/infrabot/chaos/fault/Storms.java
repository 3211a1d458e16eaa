package io.infrabot.chaos.fault;

import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/** The session services' group is never at rest. */
final class Storms {

    private static final String GROUP = "infrabot-session";
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(20);
    private static final double LEAST_SHARE = 0.5;

    private Storms() {}

    static List<Fault> all() {
        return List.of(new Doing(
                "F20", "rebalance storm: every 2 s a session service is put out of the group", Storms::storm));
    }

    private static Outcome storm(Scene scene) {
        var calm = rate(scene, () -> Pause.of(CALM));
        var hold = scene.holdAtLeast(SHORTEST);
        int[] removals = new int[1];
        double stormy;
        try (var admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, scene.world().bootstrapServers()))) {
            stormy = rate(scene, () -> {
                for (var until = System.nanoTime() + hold.toNanos(); System.nanoTime() < until; ) {
                    removals[0] += remove(admin, scene.any(Kind.SESSION)) ? 1 : 0;
                    Pause.of(EVERY);
                }
            });
        }
        var share = stormy / calm;
        var outcome = Outcome.of("%d removals in %d s: %.1f/s taken in the storm, %.1f/s in calm, %.0f %%"
                .formatted(removals[0], hold.toSeconds(), stormy, calm, 100 * share));
        if (removals[0] == 0) {
            return outcome.broken("F20: nobody could be removed from the group");
        }
        return share >= LEAST_SHARE ? outcome : outcome.missed("less than half of the calm throughput");
    }

    /** How many requests were taken a second meanwhile. */
    private static double rate(Scene scene, Runnable meanwhile) {
        var before = scene.load().taken();
        var begun = System.nanoTime();
        meanwhile.run();
        return (scene.load().taken() - before) * 1e9 / (System.nanoTime() - begun);
    }

    /** A static member is put out by name; it notices with its next heartbeat and joins again. */
    private static boolean remove(Admin admin, Member session) {
        var options = new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(session.id() + "-1")));
        try {
            admin.removeMembersFromConsumerGroup(GROUP, options).all().get(EVERY.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            // it is not back yet
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Pause;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.World;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Records are deleted before anybody has read them (F29): reading goes on behind them, and says loudly that it does. They
 * are of progress, so that nobody misses them.
 */
final class DeletedRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RECORDS = 5;

    private DeletedRecords() {}

    static Outcome inject(Scene scene, Publisher publisher) {
        var world = scene.world();
        var session = world.api().session();
        var services = world.members(Kind.SESSION).toArray(Member[]::new);
        try (var cluster = new Cluster(world)) {
            try {
                world.kill(services);
                var last = publisher.publish(TopicNames.OPERATION_PROGRESS, session, new RecordHeaders(), new byte[1]);
                for (int i = 1; i < RECORDS; i++) {
                    last = publisher.publish(TopicNames.OPERATION_PROGRESS, session, new RecordHeaders(), new byte[1]);
                }
                cluster.deleteUpTo(last);
            } finally {
                world.start(services);
            }
            var begun = System.nanoTime();
            var outcome = Outcome.of("deleted records of progress that nobody had read");
            outcome = Pause.until(PATIENCE, () -> saysSo(world))
                    ? outcome.measured("told", Duration.ofNanos(System.nanoTime() - begun))
                    : outcome.broken("nobody says that records were deleted unread");
            world.api().success(publisher.noop(session).value());
            // an alarm stays until somebody has looked after it; that is done now
            List.of(services).forEach(world::term);
            world.start(services);
            return outcome;
        }
    }

    private static boolean saysSo(World world) {
        return world.members(Kind.SESSION).stream().anyMatch(service -> {
            var records = world.api(service)
                    .get("/api/v1/health")
                    .body()
                    .path("components")
                    .path("records");
            return records.path("status").asText().equals("DEGRADED")
                    && records.toString().contains(TopicNames.OPERATION_PROGRESS);
        });
    }
}

package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Outcome;
import io.infrabot.chaos.fault.Scene;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.Member;
import io.infrabot.testkit.world.Member.Kind;
import io.infrabot.testkit.world.Publisher;
import io.infrabot.testkit.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The topic for dead letters is deleted when one is due (F34): nothing is dropped, and somebody is told. */
final class NoDeadLetterTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOPIC = TopicNames.deadLettersOf(TopicNames.REQUESTS);

    private NoDeadLetterTopic() {}

    static Outcome inject(Scene scene, Publisher publisher) {
        var world = scene.world();
        var session = world.api().session();
        try (var cluster = new Cluster(world)) {
            var told = tellings(world);
            var shape = cluster.shapeOf(TOPIC);
            cluster.delete(TOPIC);
            var begun = System.nanoTime();
            var written = publisher.publish(
                    TopicNames.REQUESTS, session, new RecordHeaders(), "no event".getBytes(StandardCharsets.UTF_8));
            var outcome = Outcome.of("deleted " + TOPIC);
            outcome = new DeadLetters(world).receive(written, PATIENCE)
                    ? outcome.measured("kept", Duration.ofNanos(System.nanoTime() - begun))
                    : outcome.broken("the dead letter is nowhere");
            cluster.makeAgain(shape);
            if (tellings(world) == told) {
                outcome = outcome.broken("no log says that " + TOPIC + " is gone");
            }
            world.api().success(publisher.noop(session).value());
            return outcome;
        }
    }

    /** How often the logs of the session services name the topic in a warning or an error. */
    private static long tellings(World world) {
        return world.members(Kind.SESSION).stream()
                .mapToLong(service -> tellings(world, service))
                .sum();
    }

    private static long tellings(World world, Member service) {
        try (var lines = Files.lines(world.log(service))) {
            return lines.filter(line -> line.contains(TOPIC) && (line.contains(" ERROR ") || line.contains(" WARN ")))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.infrabot.chaos.fault;

import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.TopicProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that come twice, late, or in another order than they were written. */
final class Repeats {

    private static final int REQUESTS = 100;
    private static final int REPORTS = 500;

    private Repeats() {}

    static List<Fault> all() {
        return List.of(
                new Doing(
                        "F21",
                        "duplicates: each request published one to three times, and old ones again",
                        Repeats::duplicates),
                new Doing("F22", "late and mixed: old reports of nodes once more, in any order", Repeats::late));
    }

    private static Outcome duplicates(Scene scene) {
        var session = scene.client().open();
        int sent = 0;
        for (int i = 0; i < REQUESTS; i++) {
            var times = scene.random().nextInt(1, 4);
            var _ = scene.client().publish(session, times);
            sent += times;
        }
        var again = again(scene, TopicNames.REQUESTS);
        return Outcome.of(
                "%d requests published as %d records, and %d old records again".formatted(REQUESTS, sent, again));
    }

    private static Outcome late(Scene scene) {
        var told =
                List.of(TopicNames.OPERATION_EVENTS, TopicNames.OPERATION_ERRORS, TopicNames.OPERATION_PROGRESS)
                        .stream()
                        .map(topic -> "%d of %s".formatted(again(scene, topic), topic))
                        .collect(Collectors.joining(", "));
        return Outcome.of("old records again: " + told);
    }

    /** Writes the last records of a topic once more, with all their headers, in any order across sessions. */
    private static int again(Scene scene, String topic) {
        var all = new TopicProbe(scene.world()).all(topic);
        var last = new ArrayList<>(all.subList(Math.max(0, all.size() - REPORTS), all.size()));
        Collections.shuffle(last, new Random(scene.random().nextLong()));
        last.forEach(record -> write(scene, topic, record));
        return last.size();
    }

    private static void write(Scene scene, String topic, ConsumerRecord<byte[], byte[]> record) {
        scene.load().publisher().repeat(topic, record);
    }
}

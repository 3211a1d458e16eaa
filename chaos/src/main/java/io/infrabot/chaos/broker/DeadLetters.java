package io.infrabot.chaos.broker;

import io.infrabot.chaos.fault.Pause;
import io.infrabot.events.Headers;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.TopicProbe;
import io.infrabot.testkit.world.World;
import io.infrabot.wire.RecordCodec;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Where records go that nobody can read. */
final class DeadLetters {

    private final TopicProbe topics;

    DeadLetters(World world) {
        topics = new TopicProbe(world);
    }

    /** Whether that record becomes a dead letter, with its reason, within {@code patience}. */
    boolean receive(RecordMetadata written, Duration patience) {
        return Pause.until(
                patience,
                () -> topics.all(TopicNames.deadLettersOf(written.topic())).stream()
                        .anyMatch(letter -> isOf(letter, written)));
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> letter, RecordMetadata written) {
        var headers = letter.headers();
        return Integer.toString(written.partition()).equals(RecordCodec.text(headers, Headers.DLQ_PARTITION))
                && Long.toString(written.offset()).equals(RecordCodec.text(headers, Headers.DLQ_OFFSET))
                && !"".equals(RecordCodec.text(headers, Headers.DLQ_REASON));
    }
}

package io.infrabot.testkit.history;

import io.infrabot.events.TopicNames;
import io.infrabot.session.history.FactReader;
import io.infrabot.testkit.world.TopicProbe;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the history off its topic. */
public final class Histories {

    private Histories() {}

    /** Every fact that stands in the history now, each partition in its order. */
    public static List<Logged> read(TopicProbe topics) {
        return topics.all(TopicNames.SESSION_EVENTS, Histories::read);
    }

    /** The same, without what is no fact. */
    static List<Logged> readable(TopicProbe topics) {
        return topics.all(TopicNames.SESSION_EVENTS, record -> record).stream()
                .filter(record -> FactReader.read(record.headers(), record.value(), record.offset())
                        instanceof FactReader.Read.Fact)
                .map(Histories::read)
                .toList();
    }

    /** The fact in one record; there is nothing else on that topic. */
    public static Logged read(ConsumerRecord<byte[], byte[]> record) {
        return switch (FactReader.read(record.headers(), record.value(), record.offset())) {
            case FactReader.Read.Fact(var entry) -> new Logged(record.partition(), entry);
            case FactReader.Read.NoFact(var why) ->
                throw new IllegalStateException(
                        "no fact in the history at %d@%d: %s".formatted(record.partition(), record.offset(), why));
        };
    }
}

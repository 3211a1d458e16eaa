package io.infrabot.session.topology;

import io.infrabot.events.Topic;
import io.infrabot.events.TopicNames;
import io.infrabot.session.Replicas;
import io.infrabot.session.writer.LedgerStore;
import io.infrabot.session.writer.WriterParts;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The writer as a topology: one processor that reads every session topic, the history that it writes included, and one
 * store. Everything is bytes here; {@link SessionProcessor} says what they mean.
 */
final class WriterTopology {

    static final String HISTORY = "history";
    static final String WORK = "work";
    static final String STATE = "state";
    static final String TIMERS = "timers";
    static final String DEAD_LETTERS = "dead-letters";

    /** Every topic that the writer reads. */
    static final List<String> READ =
            Topic.readBy(Topic.Reader.WRITER).stream().map(Topic::address).toList();

    private static final String INPUTS = "inputs";
    private static final String WRITER = "writer";

    private WriterTopology() {}

    /** The changelog of the store is kept in as many {@code replicas} as every other topic. */
    static Topology of(WriterParts parts, Replicas replicas) {
        var ledger = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(LedgerStore.NAME), Serdes.String(), Serdes.ByteArray())
                // each change goes to the changelog in its order: a cache would flush it in another
                .withCachingDisabled()
                .withLoggingEnabled(replicas.with(Map.of()));
        var bytes = new ByteArraySerializer();
        return new Topology()
                .addSource(
                        INPUTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), READ.toArray(String[]::new))
                .addProcessor(WRITER, () -> new SessionProcessor(parts), INPUTS)
                .addStateStore(ledger, WRITER)
                .addSink(HISTORY, TopicNames.SESSION_EVENTS, bytes, bytes, WRITER)
                .addSink(WORK, TopicNames.WORK, bytes, bytes, WRITER)
                .addSink(STATE, TopicNames.SESSION_STATE, bytes, bytes, WRITER)
                .addSink(TIMERS, TopicNames.REQUESTS, bytes, bytes, WRITER)
                .addSink(
                        DEAD_LETTERS,
                        (_, _, context) -> TopicNames.deadLettersOf(context.topic()),
                        bytes,
                        bytes,
                        WRITER);
    }
}

package io.infrabot.bench.rig;

import io.infrabot.events.Headers;
import io.infrabot.events.TopicNames;
import io.infrabot.testkit.world.TopicProbe;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the history and hears of each operation that succeeded in it, without looking further into the facts. */
public final class Ends implements AutoCloseable {

    private static final String SUCCEEDED = "operation-succeeded.v1";

    private final TopicProbe.Tail tail;

    /** Calls {@code ended} for each, from the history's beginning on. */
    public Ends(Stack stack, Runnable ended) {
        tail = new TopicProbe(stack.world()).follow(TopicNames.SESSION_EVENTS, record -> {
            if (typeOf(record).endsWith(SUCCEEDED)) {
                ended.run();
            }
        });
    }

    private static String typeOf(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(Headers.TYPE);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        tail.close();
    }
}

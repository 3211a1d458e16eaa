package io.infrabot.session.writer;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A log in which nothing stands. */
final class EmptyLog implements Log {

    @Override
    public void read(String topic, int partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        // nothing to read
    }

    @Override
    public Map<String, Span> spans(Collection<String> topics, int partition) {
        return topics.stream().collect(toMap(topic -> topic, _ -> new Span(0, 0)));
    }
}

package io.infrabot.session.writer;

import static java.util.stream.Collectors.toMap;

import io.infrabot.session.history.TopicReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A log of one partition in memory, of records as they came: anybody may have written anything. */
public final class StoredLog implements TopicReader {

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();

    /** Appends a record and gives it back, with its offset. */
    public ConsumerRecord<byte[], byte[]> append(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        var record = record(topic, records(topic).size(), key, value, headers);
        records(topic).add(record);
        return record;
    }

    /** As if the reader had learnt to read the record at that offset. */
    void replace(String topic, int offset, byte[] value, Headers headers) {
        records(topic)
                .set(offset, record(topic, offset, records(topic).get(offset).key(), value, headers));
    }

    /** What was appended to {@code topic}, in order. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return topics.computeIfAbsent(topic, _ -> new ArrayList<>());
    }

    @Override
    public Reached readWhile(
            String topic, int partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        var end = Math.min(to, records(topic).size());
        for (var record : List.copyOf(records(topic))) {
            if (record.offset() >= from && record.offset() < end && !more.test(record)) {
                return new Reached(record.offset() + 1, end);
            }
        }
        return new Reached(end, end);
    }

    @Override
    public Map<String, Span> spans(Collection<String> wanted, int partition) {
        return wanted.stream().collect(toMap(topic -> topic, _ -> new Span(0, 0)));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        var record = new ConsumerRecord<>(topic, 0, offset, key, value);
        headers.forEach(record.headers()::add);
        return record;
    }
}

package io.infrabot.session.history;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Port: reads topics by position, beside the topology. */
public interface TopicReader {

    /**
     * Calls {@code reader} for each record of a partition, in order, from {@code from} to what was its end when the
     * call came, or to {@code to} where that is less. Blocks meanwhile. Not for the stream of live events.
     *
     * @param from first offset; where it is gone already, the first that is left
     * @param to   the offset after the last wanted one
     */
    default void read(
            String topic, int partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var _ = readWhile(topic, partition, from, to, record -> {
            reader.accept(record);
            return true;
        });
    }

    /**
     * The same, until {@code more} says of a record that it was the last one wanted: whoever must not hold all of it
     * reads piece by piece.
     */
    Reached readWhile(String topic, int partition, long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> more);

    /**
     * How far a reading has come.
     *
     * @param next offset to go on with
     * @param end  where the reading was to end
     */
    record Reached(long next, long end) {
        public boolean isEnd() {
            return next >= end;
        }
    }

    /**
     * What a partition of a topic holds, and how far it has been taken in.
     *
     * @param begin     offset of the first record that is left
     * @param committed offset up to which the writers of this service have surely taken it in; 0 where none has
     */
    record Span(long begin, long committed) {

        /** Whether records were deleted before they were taken in. */
        public boolean isTorn() {
            return committed < begin;
        }
    }

    /** The span of that partition in each of the topics. Blocks meanwhile. */
    Map<String, Span> spans(Collection<String> topics, int partition);
}

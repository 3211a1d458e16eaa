package io.infrabot.session.writer;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Port: reads topics by position, beside the topology. */
public interface Log {

    /**
     * Calls {@code reader} for each record of a partition, in order, from {@code from} to what was its end when the
     * call came, or to {@code to} where that is less. Blocks meanwhile. Not for the stream of live events.
     *
     * @param from first offset; where it is gone already, the first that is left
     * @param to   the offset after the last wanted one
     */
    void read(String topic, int partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> reader);

    /** The offset up to which the writers of this service have surely taken in a partition; 0 where none has. */
    long committed(String topic, int partition);

    /** A log in which nothing stands. */
    static Log empty() {
        return new Log() {
            @Override
            public void read(
                    String topic, int partition, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
                // nothing to read
            }

            @Override
            public long committed(String topic, int partition) {
                return 0;
            }
        };
    }
}

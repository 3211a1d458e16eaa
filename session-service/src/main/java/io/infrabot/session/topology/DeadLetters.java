package io.infrabot.session.topology;

import io.infrabot.service.log.LogKeys;
import io.infrabot.session.writer.WriterMetrics;
import io.infrabot.wire.Received.Unreadable;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/** Puts what cannot be read or decided to the dead letters of its topic, with the reason. Called by one thread. */
final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final StreamRecordSink sink;
    private final WriterMetrics metrics;

    DeadLetters(StreamRecordSink sink, WriterMetrics metrics) {
        this.sink = sink;
        this.metrics = metrics;
    }

    void put(Record<byte[], byte[]> record, RecordMetadata metadata, Unreadable why) {
        try (var _ = LogKeys.record(metadata.topic(), metadata.partition(), metadata.offset())) {
            LOG.warnf(
                    "to the dead letters: %s-%d@%d, %s: %s",
                    metadata.topic(), metadata.partition(), metadata.offset(), why.reason(), why.detail());
        }
        metrics.deadLettered(metadata.topic(), why.reason().name());
        sink.deadLetter(record, metadata, why);
    }
}

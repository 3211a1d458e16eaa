package io.infrabot.session.topology;

import io.infrabot.events.Headers;
import io.infrabot.events.TopicNames;
import io.infrabot.service.log.LogKeys;
import io.infrabot.session.writer.FactIntake;
import io.infrabot.session.writer.LedgerStore;
import io.infrabot.session.writer.WriterParts;
import io.infrabot.wire.RecordCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Before the first decision: folds what stands in the history and not in the ledger, so that nothing is decided on a state
 * that the log has already left behind. Called by one thread.
 */
final class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    private final FactIntake facts;
    private final LedgerStore store;
    private final OffsetGaps gaps;
    private final WriterParts parts;
    private final int partition;
    private boolean begun;

    CatchUp(FactIntake facts, LedgerStore store, OffsetGaps gaps, WriterParts parts, int partition) {
        this.facts = facts;
        this.store = store;
        this.gaps = gaps;
        this.parts = parts;
        this.partition = partition;
    }

    /** Does it with the first call; the others do nothing. */
    void once() {
        if (begun) {
            return;
        }
        begun = true;
        parts.nodes().awaitRegistrations();
        // from the lower of the two: what was folded may not have been acted upon, if the writer died in between
        var from = Math.min(store.position() + 1, gaps.begin(WriterTopology.READ));
        facts.openWhatCanBeRead();
        parts.log().read(TopicNames.SESSION_EVENTS, partition, from, Long.MAX_VALUE, this::take);
        parts.open().opened(partition);
    }

    /** What cannot be read is put aside where the stream comes to it, and once: here it only closes its session. */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            var _ = facts.take(record, RecordCodec.text(record.headers(), Headers.TRACEPARENT));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            try (var _ = LogKeys.record(record.topic(), record.partition(), record.offset())) {
                LOG.errorf(e, "what follows from a fact was not done: %s@%d", record.topic(), record.offset());
            }
        }
    }
}

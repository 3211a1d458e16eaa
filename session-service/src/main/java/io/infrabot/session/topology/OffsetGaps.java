package io.infrabot.session.topology;

import io.infrabot.events.TopicNames;
import io.infrabot.session.history.TopicReader;
import io.infrabot.session.writer.LostRecords;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Notices jumps in what one task reads. Most are harmless: a transaction's end takes an offset, and what was aborted is
 * not shown. But a consumer whose position has been deleted jumps to the first record that is left and says nothing:
 * where the topic now begins behind the jump, records are lost (F29). Called by one thread.
 */
final class OffsetGaps {

    private final TopicReader log;
    private final LostRecords lost;
    private final int partition;
    private final Map<String, Long> next = new HashMap<>();
    private final Map<String, Long> suspicious = new HashMap<>();

    OffsetGaps(TopicReader log, LostRecords lost, int partition) {
        this.log = log;
        this.lost = lost;
        this.partition = partition;
    }

    /** Reading begins: what is deleted already can be told now. Returns how far the history has surely been taken in. */
    long begin(Collection<String> topics) {
        var spans = log.spans(topics, partition);
        spans.forEach((topic, span) -> {
            next.put(topic, Math.max(span.begin(), span.committed()));
            if (span.isTorn()) {
                lost.between(topic, partition, span.committed(), span.begin());
            }
        });
        return next.getOrDefault(TopicNames.SESSION_EVENTS, 0L);
    }

    /** A record was read. */
    void read(String topic, long offset) {
        var expected = next.put(topic, offset + 1);
        if (expected != null && offset > expected) {
            suspicious.merge(topic, expected, Math::min);
        }
    }

    /** Asks, for what has jumped since, whether it was deleted. Blocks where something has. */
    void look() {
        if (suspicious.isEmpty()) {
            return;
        }
        log.spans(suspicious.keySet(), partition).forEach((topic, span) -> {
            var expected = suspicious.getOrDefault(topic, Long.MAX_VALUE);
            if (expected < span.begin()) {
                lost.between(topic, partition, expected, span.begin());
            }
        });
        suspicious.clear();
    }
}
